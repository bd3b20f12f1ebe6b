import assert from 'node:assert/strict';
import { test } from 'node:test';
import { span } from '../src/clock.js';

test('a span in words', () => {
  assert.equal(span('2 days'), 172_800_000);
});
