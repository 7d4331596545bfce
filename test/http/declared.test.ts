import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import Fastify from 'fastify'
import { declared, hidden } from '#server/declared'

describe('接口须写明行为或者查阅事项', () => {
  const add = (schema?: object) => {
    const http = Fastify()
    http.addHook('onRoute', declared)
    http.get('/one', schema ? { schema } : {}, async () => ({}))
  }
  test('写明了的，可以开放', () => {
    add({ 'x-read': 'case' })
    add({ 'x-act': 'penalty.decide' })
    add(hidden('health').schema)
  })
  test('没有写明、写的不在总表之中、两样都写的，不能启动', () => {
    for (const schema of [
      undefined,
      {},
      { 'x-read': 'everything' },
      { 'x-act': 'penalty.forget' },
      { 'x-read': 'penalty.decide' },
      { 'x-act': 'case' },
    ])
      assert.throws(() => add(schema), /GET \/one 应当写明/)
    assert.throws(() => add({ 'x-read': 'case', 'x-act': 'penalty.decide' }), /应当写明/)
  })
})
