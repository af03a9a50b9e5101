// @vitest-environment jsdom
import { options, render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageTitle } from './PageTitle.tsx';

// As the page is built: it is Preact's order of effects that is tried here.
vi.mock('react', () => import('preact/compat'));
vi.mock('react/jsx-runtime', () => import('preact/jsx-runtime'));
vi.mock('react/jsx-dev-runtime', () => import('preact/jsx-dev-runtime'));

const Door = () => <PageTitle>Door</PageTitle>;
const Room = ({ unread }: { readonly unread: number }) => <PageTitle>{`(${unread}) Room`}</PageTitle>;

describe('the name of the tab', () => {
  let page: HTMLElement;
  const held: (() => void)[] = [];
  const paint = (): void => {
    for (const after of held.splice(0)) after();
  };

  beforeEach(() => {
    page = document.body.appendChild(document.createElement('main'));
    options.requestAnimationFrame = (after) => held.push(after);
  });
  afterEach(() => {
    render(null, page);
    paint();
    page.remove();
    delete options.requestAnimationFrame;
  });

  it('is of what is on the page, and bare when nothing gives one', () => {
    render(<Door />, page);
    paint();
    expect(document.title).toBe('Door');
    render(null, page);
    paint();
    expect(document.title).toBe('Causerie');
  });

  it('is of what came last, also when that was drawn twice before it was painted', () => {
    render(<Door />, page);
    paint();
    render(<Room unread={1} />, page);
    render(<Room unread={2} />, page);
    render(<Room unread={2} />, page);
    paint();
    expect(document.title).toBe('(2) Room');
  });
});
