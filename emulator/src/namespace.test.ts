import { describe, expect, it } from 'vitest';
import { defaultNamespace, namespaceOf } from './namespace.ts';

describe('namespaceOf', () => {
  it.each([
    ['the parameter', 'demo', '127.0.0.1:9000', 'demo'],
    ['the parameter before the host', 'demo', 'other.localhost:9000', 'demo'],
    ['the first label of a localhost name', null, 'demo.localhost:9000', 'demo'],
    ['the first label of a service name', null, 'demo-default-rtdb.firebaseio.com', 'demo-default-rtdb'],
    ['the first label of a regional name', null, 'demo.europe-west1.firebasedatabase.app', 'demo'],
    ['the default for a plain host', null, 'localhost:9000', defaultNamespace],
    ['the default for an address', null, '127.0.0.1:9000', defaultNamespace],
    ['the default for an IPv6 address', null, '[::1]:9000', defaultNamespace],
    ['the default without a host', null, undefined, defaultNamespace],
    ['the default for an empty parameter', '', 'localhost', defaultNamespace],
    ['a name that every object has', 'constructor', undefined, 'constructor'],
    ['a name that every object inherits through', '__proto__', undefined, '__proto__'],
  ])('takes %s', (_case, ns, host, expected) => {
    expect(namespaceOf(ns, host)).toBe(expected);
  });

  it.each([
    ['a way out of a folder', '../../etc/passwd'],
    ['a leading dot', '.hidden'],
    ['a separator', 'a/b'],
    ['a control character', 'a\nb'],
    ['more than 100 characters', 'a'.repeat(101)],
  ])('refuses %s', (_case, ns) => {
    expect(namespaceOf(ns, undefined)).toEqual({ problem: expect.stringContaining('Invalid namespace') });
  });
});
