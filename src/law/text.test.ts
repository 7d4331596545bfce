import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { numberText } from '#law/text'

describe('号码的写法', () => {
  const read = (typed: string) => numberText(30).parse(typed)
  test('全角、空格照半角、不带空格的存', () => assert.equal(read(' ９１３５ ０１００Ｍ０００１００Ｙ４３　'), '91350100M000100Y43'))
  test('生僻的写法不改', () => assert.equal(read('演500001001'), '演500001001'))
  test('只有空格的不是号码', () => assert.throws(() => read(' 　')))
})
