import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { sequencer } from '#server/sequencer'
import { step } from '../ordinary'
import { type House, openHouse, wjw, ybj } from './house'
import { granted, publishedMatter, take } from './matter'

type Bundle = Readonly<Record<'format' | 'body' | 'nonce' | 'entry' | 'proof' | 'vkey', string>>
type Verified = Readonly<{ holds: boolean | undefined; steps: readonly Readonly<{ zh: string }>[]; page?: { documentNo: string } }>

let house: House
let dir: string
let id: string
let run: () => Promise<void>
/** The verifier as it is served, in a file of its own beside nothing else. */
let verifier: string
let verify: (bundle: unknown, known?: string) => Promise<Verified>
before(async () => {
  house = await openHouse('2026-03-01T01:00:00.000Z')
  dir = mkdtempSync(join(tmpdir(), 'mingjing-proof-'))
  run = sequencer({ pool: house.db.sequencer, dir }).run
  // entries of others stand before and behind it in the log
  const others = (from: number, to: number) =>
    house.db.root.query(
      `with entry as (insert into pub_entry select $1, 'publication', n::text, 1, convert_to(n::text, 'UTF8') from generate_series($2::int, $3::int) as n returning *)
       insert into ledger_pending (log, agency, kind, id, version) select 'pub', agency, kind, id, version from entry`,
      [wjw, from, to],
    )
  await others(1, 5)
  await run()
  id = await publishedMatter(house, ybj)
  await others(6, 9)
  const script = await house.ask({ method: 'GET', url: '/verify-publication.mjs' })
  assert.equal(script.headers['content-type'], 'text/javascript; charset=utf-8')
  verifier = join(dir, 'verify-publication.mjs')
  writeFileSync(verifier, script.text)
  verify = ((await import(verifier)) as { verifyPublication: typeof verify }).verifyPublication
})
after(async () => {
  await house.close()
  rmSync(dir, { recursive: true, force: true })
})

const get = (url: string) => house.ask({ method: 'GET', url })
const address = () => `/decisions/${ybj}/${id}`
const bundle = async (): Promise<Bundle> => (await get(`${address()}/proof.json`)).body as unknown as Bundle
const said = ({ steps }: Verified) => steps.at(-1)?.zh ?? ''

describe('公示的证明', () => {
  test('还没有签署的：页面写明，没有凭证', async () => {
    const page = await get(`${address()}/proof`)
    assert.equal(page.status, 200)
    assert.match(page.text, /还没有签署的检查点包含这一项/)
    assert.doesNotMatch(page.text, /<script/)
    const file = await get(`${address()}/proof.json`)
    assert.deepEqual([file.status, file.headers['retry-after']], [404, '1'])
  })

  test('签署以后：页面给出位置、检查点、验证钥、离线核验的命令；只有这一页有脚本，只从本站来', async () => {
    await run()
    for (const view of ['', '/plain']) {
      const page = await get(`${view}${address()}/proof`)
      assert.match(page.text, /<script type="module" src="\/verify-publication.mjs"><\/script>/)
      assert.match(page.text, /node verify-publication.mjs proof.json &#x27;mingjing\//)
      const csp = String(page.headers['content-security-policy'])
      assert.match(csp, /script-src 'self'; connect-src 'self'/)
      assert.doesNotMatch(csp, /unsafe|\*/)
    }
    for (const url of ['/', '/decisions', address()])
      assert.doesNotMatch(String((await get(url)).headers['content-security-policy']), /script/)
    assert.match((await get(address())).text, new RegExp(`href="${address()}/proof"`))
    assert.equal((await get(`${address()}/proof.json`)).headers['access-control-allow-origin'], '*')
  })

  test('没有的：404', async () => {
    for (const url of [`/decisions/${ybj}/${'0'.repeat(36)}/proof`, `/decisions/x/y/proof.json`, '/decisions/%00/%ff/proof'])
      assert.ok([400, 404].includes((await get(url)).status), url)
  })

  test('核验程序认得：内容、条目、路径、检查点、签名', async () => {
    const proof = await bundle()
    const result = await verify(proof, proof.vkey)
    assert.equal(result.holds, true, said(result))
    assert.equal(result.page?.documentNo, '松医保罚〔2026〕1号')
    assert.equal(result.steps.length, 4)
  })

  const swapped = (text: string, at: number) => `${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`
  const part =
    <K extends keyof Bundle>(name: K, change: (text: string) => string) =>
    (proof: Bundle): Bundle => ({ ...proof, [name]: change(proof[name]) })
  const forged: Readonly<Record<string, (proof: Bundle) => unknown>> = {
    内容改一个字: part('body', (body) => body.replace('警告', '不罚').replace('罚款', '免款')),
    内容多一个空格: part('body', (body) => body.replace(':', ': ')),
    盐改一位: part('nonce', (nonce) => swapped(nonce, 5)),
    条目改承诺: part('entry', (entry) => entry.replace(/"c":"(.)/, (_, c) => `"c":"${c === '0' ? '1' : '0'}`)),
    条目改日期: part('entry', (entry) => entry.replace(/"publishedOn":"2026-03-27"/, '"publishedOn":"2026-03-26"')),
    条目换编号: part('entry', (entry) => entry.replace(/"version":(\d+)/, (_, n) => `"version":${Number(n) + 1}`)),
    序号改一: part('proof', (proof) => proof.replace(/index (\d+)/, (_, n) => `index ${Number(n) + 1}`)),
    序号写成两种样子: part('proof', (proof) => proof.replace(/index (\d+)/, 'index 0$1')),
    路径改一位: part('proof', (proof) => proof.replace(/(index \d+\n.)(.)/, (_, head, c) => `${head}${c === 'A' ? 'B' : 'A'}`)),
    路径少一个哈希: part('proof', (proof) => proof.replace(/(index \d+\n)[^\n]+\n/, '$1')),
    路径多一个哈希: part('proof', (proof) => proof.replace(/\n\n/, `\n${'A'.repeat(43)}=\n\n`)),
    树根改一位: part('proof', (proof) => proof.replace(/(\n\d+\n)(.)/, (_, head, c) => `${head}${c === 'A' ? 'B' : 'A'}`)),
    树的大小改成零: part('proof', (proof) => proof.replace(/(\nmingjing[^\n]*\n)\d+\n/, '$10\n')),
    签名改一位: part('proof', (proof) => proof.replace(/(— \S+ .{12})(.)/, (_, head, c) => `${head}${c === 'A' ? 'B' : 'A'}`)),
    签名删去: part('proof', (proof) => proof.replace(/— .*\n$/, '')),
    签名写两遍: part('proof', (proof) => proof.replace(/(— .*\n)$/, '$1$1')),
    检查点后添一行: part('proof', (proof) => proof.replace(/(\n\n— )/, '\n另外添加的话$1')),
    签名后添一行: part('proof', (proof) => `${proof}没有人签的话\n`),
    少最后的换行: part('proof', (proof) => proof.slice(0, -1)),
    别的日志的名字: part('vkey', (vkey) => vkey.replace('/pub/', '/ops/')),
    验证钥换一把: part('vkey', (vkey) => swapped(vkey, vkey.length - 3)),
    别的格式: part('format', () => 'mingjing-publication-proof/2'),
    缺少一部分: ({ nonce: _, ...rest }) => rest,
    空的: () => ({}),
    什么也不是: () => null,
    '内容不是 JSON': part('body', () => '{'),
    条目是空值: part('entry', () => 'null'),
  }
  for (const [name, forge] of Object.entries(forged))
    test(`${name}：不成立，说得出为什么`, async () => {
      const proof = await bundle()
      const other = forge(proof)
      assert.notDeepEqual(other, proof)
      const result = await verify(other)
      assert.equal(result.holds, false, said(result))
      assert.match(said(result), /\p{Script=Han}/u)
    })

  test('与您所知的验证钥不同的，不成立', async () =>
    assert.equal((await verify(await bundle(), 'mingjing/x/pub/1+00000000+AAAA')).holds, false))

  test('离线：一个文件、一份凭证，成立的退出 0，不成立的退出 1', async () => {
    const node = (...args: string[]) =>
      promisify(execFile)(process.execPath, [verifier, ...args], { cwd: dir, env: {} }).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
      )
    const proof = await bundle()
    writeFileSync(join(dir, 'proof.json'), JSON.stringify(proof))
    const right = await node('proof.json', proof.vkey)
    assert.equal(right.code, 0, right.stdout)
    assert.match(right.stdout, /成立：这份内容在公示日志里，没有改动/)
    writeFileSync(join(dir, 'forged.json'), JSON.stringify({ ...proof, body: proof.body.replace('2026', '2027') }))
    const wrong = await node('forged.json')
    assert.equal(wrong.code, 1)
    assert.match(wrong.stdout, /^× .*改动/m)
    assert.equal((await node('nothing.json')).code, 2)
  })

  test('撤回以后：撤回本身可以核验，原来的内容不在凭证里', async () => {
    const day = '2026-04-20'
    granted(await take(house, ybj, `publication:${id}`, step('publication.withdrawDue', { how: 'annulled', on: day }, 'system', day)))
    granted(
      await take(house, ybj, `publication:${id}`, step('publication.withdraw', { reason: '行政复议机关撤销了这一决定' }, 'feng', day)),
    )
    assert.match((await get(`${address()}/proof`)).text, /还没有签署的检查点包含这一项/)
    await run()
    const proof = await bundle()
    assert.equal((await verify(proof)).holds, true)
    assert.doesNotMatch(JSON.stringify(proof), /德元诊所/)
    const page = await get(`${address()}/proof`)
    assert.match(page.text, /撤回<\/span>/)
    assert.doesNotMatch(page.text, /德元诊所/)
  })
})
