import { CauserieRoom } from './CauserieRoom.tsx';

// A page may load this twice.
if (customElements.get('causerie-room') === undefined) customElements.define('causerie-room', CauserieRoom);
