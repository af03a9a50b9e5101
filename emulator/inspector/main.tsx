/** @jsxImportSource preact */
import { render } from 'preact';
import { App } from './App.tsx';
import './styles.css';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no element with the id "root".');
render(<App />, place);
