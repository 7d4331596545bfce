import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { passwordAmiss } from '#agency/password'

const good = (password: string, profile = 'modern') => passwordAmiss(password, ['w01', '周启明', 'yuanshan-wjw'], profile) === undefined

describe('登录口令', () => {
  test('至少十二位，按字计', () =>
    assert.deepEqual(
      ['a-b-c-d-e-f', 'lantern-boat', '山高月小水落石出一叶扁舟'].map((each) => good(each)),
      [false, true, true],
    ))

  test('常见的、重复的、顺着数的不行', () => {
    for (const password of [
      'Password-1234',
      'qwerty123456',
      'aaaaaaaaaaaa',
      'abcabcabcabc',
      '123456789012',
      'ABCDEFGHIJKLM',
      '987654321098',
      'Mingjing-2026',
    ])
      assert.ok(!good(password), password)
  })

  test('不含账号、姓名、机关', () => {
    for (const password of ['river-w01-stone', '周启明的口令真的很长很长', 'yuanshanwjw-river']) assert.ok(!good(password), password)
  })

  test('等级保护的要求由机关选用：三种以上符号', () =>
    assert.deepEqual(
      ['lantern-boat-rain', 'Lantern-boat-rain', 'lantern-boat-47'].map((each) => good(each, 'dengbao3')),
      [false, true, true],
    ))
})
