import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ChatRoom } from './ChatRoom.tsx';

describe('ChatRoom', () => {
  it.each([
    ['a room', { room: 'lobby' }, '<causerie-room room="lobby"></causerie-room>'],
    [
      'a language and a look',
      { room: 'b-study', lang: 'fr', style: { '--accent': 'teal' } },
      '<causerie-room room="b-study" lang="fr" style="--accent:teal"></causerie-room>',
    ],
    [
      'a project',
      { room: 'lobby', config: { apiKey: '"><script>' } },
      '<causerie-room room="lobby" config="{&quot;apiKey&quot;:&quot;\\&quot;&gt;&lt;script&gt;&quot;}"></causerie-room>',
    ],
  ])('draws %s on a server too', (_what, props, markup) => {
    expect(renderToStaticMarkup(createElement(ChatRoom, props))).toBe(markup);
  });
});
