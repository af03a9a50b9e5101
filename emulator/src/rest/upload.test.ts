import { describe, expect, it } from 'vitest';
import type { Databases } from '../engine/databases.ts';
import type { RestResponse } from './response.ts';
import { ask, databasesWith, stored } from './restTesting.ts';

const form = (content: string, boundary = 'b0undary'): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="myFile"; filename="a.json"\r\nContent-Type: application/json\r\n\r\n${content}\r\n--${boundary}--\r\n`;
const send = (databases: Databases, text: string, contentType: string, path = '/a/.upload'): RestResponse =>
  ask(databases, `POST ${path}?access_token=owner&writeSizeLimit=unlimited`, {
    text,
    headers: { 'content-type': contentType },
  });

describe('upload', () => {
  it.each([
    ['a bare boundary', 'multipart/form-data; boundary=b0undary'],
    ['a quoted one', 'multipart/form-data; charset=utf-8; boundary="b0undary"'],
  ])('replaces a location by a file, with %s', (_what, contentType) => {
    const databases = databasesWith({ data: { a: { old: 1 }, b: 1 } });
    expect(send(databases, form('{"new":"é\\r\\n"}'), contentType).status).toBe(200);
    expect(stored(databases)).toEqual({ a: { new: 'é\r\n' }, b: 1 });
  });

  it('replaces the root', () => {
    const databases = databasesWith({ data: { a: 1 } });
    send(databases, form('{"b":2}'), 'multipart/form-data; boundary=b0undary', '/.upload');
    expect(stored(databases)).toEqual({ b: 2 });
  });

  it.each([
    ['another type', form('{}'), 'application/json'],
    ['no boundary', form('{}'), 'multipart/form-data'],
    ['another boundary', form('{}'), 'multipart/form-data; boundary=other'],
    ['a part without an end', '--b0undary\r\nA: b\r\n\r\n{}', 'multipart/form-data; boundary=b0undary'],
    ['a file that is not JSON', form('{'), 'multipart/form-data; boundary=b0undary'],
    ['an empty file', form(''), 'multipart/form-data; boundary=b0undary'],
    ['a file with bad keys', form('{"a.b":1}'), 'multipart/form-data; boundary=b0undary'],
  ])('refuses %s', (_what, text, contentType) => {
    const databases = databasesWith({ data: { a: 1 } });
    expect(send(databases, text, contentType).status).toBe(400);
    expect(stored(databases)).toEqual({ a: 1 });
  });
});
