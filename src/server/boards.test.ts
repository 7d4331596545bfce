import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Signs } from '#documents/sign'
import type { Found } from '#register/listed'
import { boardFiles } from '#server/boards'
import { TooMany } from '#server/turns'

const found = (window: string): readonly Found[] => [{ key: window, entry: { window, name: '李明' }, from: '2026-01-06', set: 's1' }]
const whose = { agency: 'a1', agencyZh: '某县卫生健康局', origin: 'https://gs.example.cn' }
/** Takes its time over each file, and counts them. */
const presses = (ms: number) => {
  const pressed: Signs[] = []
  const press = async (signs: Signs) => {
    pressed.push(signs)
    await sleep(ms)
    return Buffer.from(signs.signs[0]?.window ?? '')
  }
  return { pressed, files: boardFiles(press) }
}

describe('公示牌文件', () => {
  // a rest keeps no process alive
  const alive = setInterval(() => {}, 1_000)
  after(() => clearInterval(alive))

  test('内容一样的，只生成一次：同时问的、以后再问的都一样；换了内容或者网址的，另行生成', async () => {
    const { pressed, files } = presses(1)
    const [first, second] = await Promise.all([files(found('一号'), whose), files(found('一号'), whose)])
    assert.equal(first, second)
    assert.equal(await files(found('一号'), whose), first)
    assert.equal(pressed.length, 1)
    await files(found('二号'), whose)
    await files(found('一号'), { ...whose, origin: 'https://other.example.cn' })
    assert.equal(pressed.length, 3)
  })

  test('不停地问不同的：一份一份地生成，至多用五分之一的时间；等的人太多的，请其稍后', async () => {
    const [ms, asked] = [20, 12]
    const { pressed, files } = presses(ms)
    const since = performance.now()
    const answers = Promise.allSettled(Array.from({ length: asked }, (_, n) => files(found(`第${n}号`), whose)))
    await sleep(ms * 5 * 4)
    assert.ok(pressed.length <= 1 + (performance.now() - since) / (ms * 5), `${pressed.length}`)
    await sleep(ms * 5 * 6)
    const refused = (await answers).flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    assert.equal(refused.length, asked - 9)
    assert.ok(refused.every((error) => error instanceof TooMany))
  })

  test('没有执法证号的，二维码通向本机关公开的清单；有的，通向这个人的核对', async () => {
    const { pressed, files } = presses(1)
    await files(found('一号'), whose)
    const [plain] = found('二号')
    await files([{ ...(plain as Found), entry: { window: '二号', certificate: '演 1' } }], whose)
    assert.deepEqual(
      pressed.map(({ signs }) => signs[0]?.code.to),
      ['https://gs.example.cn/lists/a1', 'https://gs.example.cn/officers?no=%E6%BC%94%201'],
    )
  })
})
