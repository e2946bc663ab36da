import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instanceReference } from '../../../src/http/problems/instance-reference.js';

test('a path that is a URI reference stays as it is', () => {
  const path = "/api/ledger-books/0190a0b0-0000-7000-8000-000000000000/a%20b;c=d/~e'(f)!*$&,+@:";

  assert.equal(instanceReference(path), path);
});

test('what no URI reference has is escaped, a percent sign that escapes nothing too', () => {
  assert.equal(instanceReference('/a"b|{c}\\d'), '/a%22b%7C%7Bc%7D%5Cd');
  assert.equal(instanceReference('/%u0041/%/%4/%41'), '/%25u0041/%25/%254/%41');
});

test('bytes of a path that Node has read one by one are escaped one by one', () => {
  assert.equal(instanceReference('/\xc3\xa9\xff\t'), '/%C3%A9%FF%09');
});

test('other characters are escaped as UTF-8, halves of one as what stands for no character', () => {
  assert.equal(instanceReference('/€😀'), '/%E2%82%AC%F0%9F%98%80');
  assert.equal(instanceReference('/\ud800'), '/%EF%BF%BD');
});

test('two slashes at the beginning name no other host', () => {
  assert.equal(instanceReference('//evil.example/api'), '/.//evil.example/api');
});
