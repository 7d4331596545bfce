import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, test } from 'node:test'
import { Misuse, newId, readConfig } from '#server/config'

describe('运行设置', () => {
  test('命令行在先，环境变量在后，最后是默认', () => {
    assert.equal(readConfig({ data: 'a', port: '1' }, { MINGJING_DATA: 'b', PORT: '2' }).dir, resolve('a'))
    assert.equal(readConfig({}, { MINGJING_DATA: 'b' }).dir, resolve('b'))
    assert.deepEqual(
      { ...readConfig({}, {}), root: '' },
      { dir: resolve('data'), host: '127.0.0.1', port: 8080, only: ['api', 'jobs', 'portal'], demo: false, root: '' },
    )
  })
  test('不能用的设置，说明怎样改', () => {
    for (const port of ['x', '-1', '65536', '1.5']) assert.throws(() => readConfig({ port }, {}), Misuse)
    assert.throws(() => readConfig({ only: 'api,desk' }, {}), /--only 只能是 api、jobs、portal：desk/)
  })
  test('公开网址：写到主机名为止；多写、少写的，说明怎样改', () => {
    const of = (origin: string) => readConfig({ origin }, {}).origin
    assert.equal(of('https://GS.example.gov.cn/'), 'https://gs.example.gov.cn')
    assert.equal(of('http://192.168.1.5:8080'), 'http://192.168.1.5:8080')
    assert.equal(readConfig({}, { MINGJING_ORIGIN: 'https://a.cn' }).origin, 'https://a.cn')
    assert.equal(readConfig({ origin: 'https://b.cn' }, { MINGJING_ORIGIN: 'https://a.cn' }).origin, 'https://b.cn')
    assert.equal(readConfig({}, { MINGJING_ORIGIN: '' }).origin, undefined)
    for (const odd of [
      'gs.example.cn',
      'https://',
      'ftp://a.cn',
      'javascript:alert(1)',
      'https://a.cn/x',
      'https://a.cn?',
      'https://u@a.cn',
      '//a.cn',
    ])
      assert.throws(() => of(odd), /公开网址应当写到主机名为止.*https:\/\/gs\.example\.gov\.cn/, odd)
  })
  test('安装目录中有迁移', () => assert.ok(existsSync(join(readConfig({}, {}).root, 'db', 'migrations'))))
  test('编号为 UUIDv7，先后有序', () => {
    const ids = Array.from({ length: 100 }, newId)
    assert.match(ids[0] ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.deepEqual([...ids].sort(), ids)
  })
})
