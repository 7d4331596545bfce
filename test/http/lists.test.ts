import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { StreamName } from '#agency/stream'
import { scopeKey } from '#db/pool'
import { addDays } from '#law/day'
import { parseCsv } from '#register/csv'
import type { Entry } from '#register/kind'
import { firstPublic } from '#register/store'
import { findRoot, newId } from '#server/config'
import { hash } from '#server/digest'
import { verify } from '#server/verify/verify'
import { step } from '../ordinary'
import { type House, isProblem, openHouse, type Person, type Said, wjw } from './house'
import { granted, take } from './matter'
import { draftList, type ListChange, publishList, releaseList } from './released'

let house: House
let publisher: Person
before(async () => {
  house = await openHouse('2026-03-02T01:00:00.000Z')
  publisher = await house.as(`${wjw}/w07`)
})
after(() => house.close())

const data = (path: string): Buffer => readFileSync(join(findRoot(), '../shared/data', path))
const octets = { 'content-type': 'application/octet-stream' }
const get = (url: string): Promise<Said> => house.ask({ method: 'GET', url })
/** Another day: pages of the day before are dropped within a second, and sign-ins end. */
async function goTo(day: string): Promise<void> {
  house.clock.set(`${day}T01:00:00.000Z`)
  await sleep(1_100)
  publisher = await house.as(`${wjw}/w07`)
}
const items = ({ body }: Said) => body.items as readonly (Entry & { entry: Entry; key: string })[]

const draft = (change: ListChange) => draftList(house, change)
const release = (stream: StreamName) => releaseList(house, stream)
const publish = (change: ListChange) => publishList(house, change)

describe('检查对象名录库：从表格到公示', () => {
  const objects = `/lists/${wjw}/objects`
  let entries: readonly Readonly<{ row: number; key: string; entry: Entry }>[]

  test('导入预览：不写任何东西，逐行写明错误', async () => {
    const before = await house.db.root.query('select count(*) as n from ledger_event')
    const url = '/api/lists/objects/reading'
    const answer = await publisher.ask({ method: 'POST', url, headers: octets, payload: data('inspection-objects/check01.xlsx') })
    assert.equal(answer.status, 200, answer.text)
    const { read, rows, faults, there } = answer.body as Readonly<Record<string, unknown>>
    assert.deepEqual([read, rows, there], [true, 478, 0])
    assert.equal((faults as readonly unknown[]).length, 1)
    entries = answer.body.entries as typeof entries
    assert.equal(entries.length, 477)
    assert.deepEqual((await house.db.root.query('select count(*) as n from ledger_event')).rows, before.rows)
  })

  test('读不出来的、没有岗位的、没有这份清单的，有话说', async () => {
    const ask = (who: Person, list: string, payload: Buffer) =>
      who.ask({ method: 'POST', url: `/api/lists/${list}/reading`, headers: octets, payload })
    isProblem(await ask(publisher, 'objects', Buffer.alloc(0)), 400, 'malformed')
    isProblem(await ask(publisher, 'nothing', Buffer.from('名称\n甲')), 404, 'not-found')
    isProblem(await ask(await house.as(`${wjw}/w01`), 'objects', Buffer.from('名称\n甲')), 403, 'forbidden')
    isProblem(await ask(publisher, 'objects', Buffer.alloc(11 * 1024 * 1024)), 413)
    const nobody = { method: 'POST', url: '/api/lists/objects/reading', headers: octets, payload: Buffer.alloc(11 * 1024 * 1024) } as const
    isProblem(await house.ask(nobody), 401, 'not-signed-in')
    const unknown = await ask(publisher, 'objects', Buffer.from('甲,乙\n丙,丁'))
    assert.equal(unknown.body.read, false)
    assert.match(String(unknown.body.zh), /没有认出表头/)
  })

  test('SP-1-0-4、SP-1-0-8、WZ-GS-2-1、YB-3-1-0-6 发布以前，公众什么也看不到；发布以后，看到公开的栏目', async () => {
    const kept = entries.map(({ entry }, n) => (n === 0 ? { ...entry, person: '张三丰', phone: '0571-12345678' } : entry))
    const stream = await draft({ list: 'objects', entries: kept, why: '首批检查对象' })
    assert.match((await get(objects)).text, /尚未公布检查对象名录库/)
    const waits = async (who: string) =>
      ((await (await house.as(`${wjw}/${who}`)).get('/api/lists')).body.waiting as readonly { mine: boolean }[]).map(({ mine }) => mine)
    assert.deepEqual([await waits('w05'), await waits('w06'), await waits('w07')], [[true], [false], [false]], '等分管领导审批')
    assert.equal((await house.db.root.query('select from pub.list_entry')).rowCount, 0)
    await release(stream)
    const page = await get(objects)
    assert.equal(page.status, 200)
    assert.match(page.text, /共 477 条/)
    assert.match(page.text, /首批检查对象/)
    const { rows } = await house.db.root.query<{ text: string }>("select string_agg(body::text, '') as text from pub.list_entry")
    assert.ok(!rows[0]?.text.includes('张三丰') && !rows[0]?.text.includes('12345678'), '不公开的栏目不在公示库')
    const mine = await publisher.get(`/api/lists/objects?q=${encodeURIComponent('张三丰')}`)
    assert.equal(items(mine).length, 1, '办案台查得到')
    assert.doesNotMatch((await get(`${objects}?q=${encodeURIComponent('张三丰')}`)).text, /class="entries"/)
  })

  test('查询：任何一段，几个词须都有；写法不拘', async () => {
    const finds = async (q: string) =>
      (await get(`${objects}?q=${encodeURIComponent(q)}`)).text.replaceAll(/<\/?mark>/g, '').includes('杭州潘天寿环境艺术设计有限公司')
    for (const q of ['潘天寿', '9133010071610', '朝晖 潘天寿', '９１３３０１００７１６１０３５７４８'])
      assert.equal(await finds(q), true, q)
    for (const q of ['天寿潘', '潘天寿 没有', '%', "'"]) assert.equal(await finds(q), false, q)
    assert.match((await get(`${objects}?q=${encodeURIComponent('潘天寿')}`)).text, /<mark>潘天寿<\/mark>/)
  })

  test('表格和 JSON：同一形状，可以读回来', async () => {
    const csv = await get(`${objects}.csv`)
    assert.equal(csv.headers['content-type'], 'text/csv; charset=utf-8')
    assert.equal(parseCsv(csv.text).length, 478)
    const read = await publisher.ask({ method: 'POST', url: '/api/lists/objects/reading', headers: octets, payload: Buffer.from(csv.text) })
    assert.deepEqual([read.body.rows, read.body.there, (read.body.faults as readonly unknown[]).length], [477, 477, 0])
    const json = await get(`${objects}.json?q=${encodeURIComponent('潘天寿')}`)
    assert.equal(items(json)[0]?.number, '913301007161035748')
    for (const form of ['csv', 'xlsx']) {
      const own = await publisher.get(`/api/lists/objects/table.${form}`)
      assert.equal(own.status, 200)
      assert.match(String(own.headers['content-disposition']), /attachment; filename="objects-2026-03-02/)
    }
  })

  test('WZ-GS-5-7、WD-2-1-2-22、ZR-3-1-1-9 更正和删去是另一次变更；以往任何一天怎样，仍然查得到', async () => {
    await goTo('2026-03-10')
    const [first] = entries
    assert.ok(first)
    const second = entries[1] as typeof first
    await publish({
      list: 'objects',
      entries: [{ ...first.entry, name: '更名以后的公司' }],
      strike: [second.key],
      from: '2026-03-16',
      why: '更名、注销',
    })
    const on = async (day: string) =>
      (await get(`${objects}.json?on=${day}&q=${encodeURIComponent(first.key)}`)).body.items as readonly Entry[]
    assert.equal((await on('2026-03-10'))[0]?.name, first.entry.name, '施行之日以前，仍是原来的')
    await goTo('2026-03-17')
    assert.equal((await on('2026-03-17'))[0]?.name, '更名以后的公司')
    assert.equal((await on('2026-03-15'))[0]?.name, first.entry.name)
    assert.deepEqual(await on('2026-03-01'), [], '首批发布以前，没有')
    const page = (await get(objects)).text
    assert.match(page, /共 476 条/)
    assert.match(page, /<dt>更新<\/dt><dd>及时更新<ul><li data-clause="WZ-GS-5-7">/)
    assert.match((await get(`${objects}?on=2026-03-15`)).text, /共 477 条/)
    const told = await publisher.get(`/api/lists/objects/entry?key=${encodeURIComponent(first.key)}`)
    assert.equal((told.body.history as readonly unknown[]).length, 2)
  })

  test('同一条目两次变更先后发布的，后一次须按现在的清单重新拟稿', async () => {
    const [, , third] = entries
    assert.ok(third)
    const change = (name: string) => draft({ list: 'objects', entries: [{ ...third.entry, name }] })
    const [one, two] = [await change('甲'), await change('乙')]
    await release(one)
    for (const [act, by] of [
      ['list.approve', 'wu'],
      ['list.approve', 'zhou'],
    ] as const)
      await take(house, wjw, two, step(act, {}, by, house.clock.today()))
    const late = await take(house, wjw, two, step('list.release', {}, 'feng', house.clock.today()))
    assert.equal(late.is === 'refused' && late.refusal.code, 'list-moved')
    const seen = await publisher.get(`/api/changes/${two.slice('change:'.length)}`)
    assert.deepEqual((seen.body.lines as readonly { before: Entry }[])[0]?.before.name, '甲')
    granted(await take(house, wjw, two, step('list.withdraw', { reason: '按现在的清单另拟' }, 'zheng', house.clock.today())))
    assert.equal((await publisher.get(`/api/changes/${two.slice('change:'.length)}`)).body.state, 'withdrawn')
  })

  test('一次一万条', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => ({
      name: `第${n}个单位`,
      licence: `LIC${String(n).padStart(6, '0')}`,
      city: '远山县',
    }))
    const input = { list: 'objects', entries: many, strike: [], from: house.clock.today(), changed: house.clock.today(), why: '全量导入' }
    const answer = await publisher.act('list.prepare', { input })
    assert.equal(answer.status, 200, answer.text.slice(0, 300))
    await release(answer.body.stream as StreamName)
    assert.match((await get(objects)).text, /共 10,476 条/)
    assert.match((await get(`${objects}?q=LIC009999`)).text, /第9999个单位/)
    isProblem(await publisher.act('list.prepare', { input: { ...input, entries: [...many, { name: '多一个' }] } }), 400, 'malformed')
  })
})

describe('事前公开', () => {
  test('WD-2-1-2-9、WZ-GS-8-4、ZR-3-2-2-12、SP-1-1-2、WZ-GS-7-2、WZ-GS-7-3、WD-2-1-2-1、YB-3-1-1-1 目录：每一份写明来源和更新；没有的机关、清单，404', async () => {
    const page = await get(`/lists/${wjw}`)
    assert.equal(page.status, 200)
    for (const zh of ['执法主体', '执法人员', '行政执法事项清单', '权责清单', '岗位信息公示牌', '尚未公布'])
      assert.ok(page.text.includes(zh), zh)
    assert.doesNotMatch(page.text, /<script/)
    for (const path of ['/lists/nowhere', `/lists/${wjw}/nothing`, '/lists/nowhere/items', `/lists/${wjw}/nothing.csv`, '/lists/%00/items'])
      assert.equal((await get(path)).status, 404, path)
    for (const view of ['body', 'officers', 'entrusted', 'catalogue', 'benchmarks', 'chart', 'items', 'powers', 'guides'])
      for (const at of ['', '/plain']) assert.equal((await get(`${at}/lists/${wjw}/${view}`)).status, 200, view)
    const chart = await house.ask({ method: 'GET', url: `/lists/${wjw}/chart`, headers: { 'accept-encoding': 'gzip' } })
    assert.ok(Number(chart.headers['content-length']) < 10_000, '画着流程图，压缩以后不到一万字节')
    assert.match((await get(`/lists/${wjw}/chart`)).text, /<svg [\s\S]*>事先告知与听取意见<[\s\S]*<\/svg>[\s\S]*登记线索/)
    for (const query of ['?page=2', `?q=${encodeURIComponent('告知')}`])
      assert.doesNotMatch((await get(`/lists/${wjw}/chart${query}`)).text, /<svg/, query)
    assert.match((await get(`/lists/${wjw}/benchmarks`)).text, /较轻/)
    for (const shown of ['远山区卫生健康委员会', '远山区政和路 18 号', '0000-12320'])
      assert.ok((await get(`/lists/${wjw}/body`)).text.includes(shown), shown)
    for (const odd of ['?page=0', '?page=99999', '?on=2026-02-31', '?on=x', '?q=%00', `?q=${'长'.repeat(200)}`])
      assert.equal((await get(`/lists/${wjw}/objects${odd}`)).status, 200, odd)
  })

  test('SP-1-1-3、WZ-GS-7-4、WZ-GS-7-5、WD-2-1-2-2、YB-3-1-1-2、YB-3-1-1-45 执法人员：按证号核对；暂扣、收回以后，即时写明', async () => {
    const { rows } = await house.db.root.query<{ no: string; name: string }>(
      'select certificate_no as no, name from officer where agency = $1 and certificate_no is not null order by id limit 1',
      [wjw],
    )
    const [{ no, name }] = rows as [{ no: string; name: string }]
    const page = await get(`/officers?no=${encodeURIComponent(no)}`)
    assert.ok(page.text.includes(name))
    assert.match(page.text, /class="status ok">有效/)
    assert.doesNotMatch(page.text, /w0\d/, '账号不公开')
    assert.match((await get('/officers?no=0000')).text, /没有这个证号/)
    const officer = (
      await house.db.root.query<{ id: string }>('select id from officer where agency = $1 and certificate_no = $2', [wjw, no])
    ).rows[0]?.id
    const administrator = (
      await house.db.root.query<{ id: string }>("select id from officer where agency = $1 and 'administrator' = any(posts)", [wjw])
    ).rows[0]?.id
    granted(
      await house.http.door.send(
        'agency.suspendCertificate',
        { id: newId(), input: { officer, why: '培训不合格' } },
        { kind: 'officer', agency: wjw, officer: administrator ?? '' },
      ),
    )
    assert.match((await get(`/officers?no=${encodeURIComponent(no)}`)).text, /class="status bad">暂扣/)
  })

  test('公示牌：尚未公布的，写明先做什么', async () => {
    const none = await get(`/lists/${wjw}/boards.pdf`)
    assert.equal(none.status, 404)
    assert.match(none.text, /本机关尚未公布岗位信息公示牌，公布以后才能打印/)
    assert.equal((await get('/lists/nowhere/boards.pdf')).status, 404)
  })

  const asAdministrator = async (act: string, input: object): Promise<void> => {
    const { rows } = await house.db.root.query<{ id: string }>(
      "select id from officer where agency = $1 and 'administrator' = any(posts)",
      [wjw],
    )
    granted(await house.http.door.send(act, { id: newId(), input }, { kind: 'officer', agency: wjw, officer: rows[0]?.id ?? '' }))
  }
  const units = async () => items(await get(`/lists/${wjw}/units.json`)).map(({ name }) => name)

  test('WZ-GS-7-1 内设执法科室和下设执法机构：没有名称的不能设，改名、撤销以后即时更新', async () => {
    assert.deepEqual((await units()).toSorted(), ['办公室', '医疗监督科', '委领导', '法规与综合监督科'].toSorted())
    assert.match((await get(`/lists/${wjw}/units`)).text, /医疗监督科/)
    const administrator = await house.as(`${wjw}/w00`)
    isProblem(await administrator.act('agency.nameUnit', { input: { unit: 'jiguan', name: '' } }), 400, 'malformed')
    await asAdministrator('agency.nameUnit', { unit: 'jiguan', name: '机关党委', use: 'other' })
    await goTo(addDays(house.clock.today(), 1))
    assert.ok((await units()).includes('机关党委'))
    await asAdministrator('agency.closeUnit', { unit: 'jiguan', why: '机构改革' })
    await goTo(addDays(house.clock.today(), 1))
    assert.ok(!(await units()).includes('机关党委'))
  })

  test('WD-2-1-2-10 机构改名以后，写着旧名的每一条都列出待更新；更新以后不再列', async () => {
    const power = { name: '医疗机构监督检查', basis: '《医疗机构管理条例》第四十条', unit: '医疗监督科', post: '监督员', duty: '现场检查' }
    await publish({ list: 'powers', entries: [power, { ...power, name: '传染病防治监督检查', unit: '法规与综合监督科' }] })
    const outdated = async () =>
      (await publisher.get('/api/lists')).body.outdated as readonly Readonly<{ list: string; name: string; why: string }>[]
    assert.deepEqual(await outdated(), [])
    await asAdministrator('agency.nameUnit', { unit: 'yizheng', name: '综合监督执法科' })
    assert.deepEqual(
      (await outdated()).map(({ list, name, why }) => [list, name, why]),
      [['powers', '医疗监督科', '已经改名为综合监督执法科']],
    )
    await publish({ list: 'powers', entries: [{ ...power, unit: '综合监督执法科' }] })
    assert.deepEqual(await outdated(), [])
    await asAdministrator('agency.nameUnit', { unit: 'yizheng', name: '医疗监督科' })
  })

  test('YB-3-1-1-11 审批以前，执法事项清单与权责清单对不上的逐一列出', async () => {
    const stream = await draft({ list: 'items', entries: [{ code: '9', name: '医疗机构监督检查', type: '行政检查', basis: '别的依据' }] })
    const { body } = await publisher.get(`/api/changes/${stream.split(':')[1]}`)
    const { total, items: found } = body.unlike as { total: number; items: readonly { name: string; zh: string }[] }
    assert.deepEqual(
      found.map(({ name, zh }) => `${name}：${zh}`),
      ['传染病防治监督检查：执法事项清单中没有这一事项', '医疗机构监督检查：依据与执法事项清单不同'],
    )
    assert.equal(total, 2)
  })

  test('SP-0-4、YB-0-3 制度和方案：名称、文号、日期、主动公开；不是主动公开的不能列', async () => {
    const scheme = {
      name: '三项制度实施方案',
      no: '演卫发〔2026〕1号',
      issuer: '本机关',
      on: '2026-01-05',
      mode: '主动公开',
      text: '见本机关网站',
    }
    const listed = (await get(`/lists/${wjw}`)).text
    assert.ok(!listed.includes('制度和方案'), '没有的不列空目录')
    const input = { list: 'schemes', entries: [{ ...scheme, mode: '依申请公开' }], strike: [], why: '公布' }
    const days = { from: house.clock.today(), changed: house.clock.today() }
    isProblem(await publisher.act('list.prepare', { input: { ...input, ...days } }), 400, 'malformed')
    await publish({ list: 'schemes', entries: [scheme] })
    const [shown] = items(await get(`/lists/${wjw}/schemes.json`))
    assert.deepEqual([shown?.no, shown?.on, shown?.mode], [scheme.no, scheme.on, scheme.mode])
  })

  test('YB-3-1-1-10 发布即更新：两秒以内公众看到的就是新的', async () => {
    const way = { way: '电话', at: '0000-12345' }
    const path = `/lists/${wjw}/channels`
    assert.ok(!(await get(path)).text.includes(way.at))
    await publish({ list: 'channels', entries: [way] })
    const released = performance.now()
    while (!(await get(path)).text.includes(way.at)) {
      assert.ok(performance.now() - released < 2_000, '发布两秒以后还是旧的')
      await sleep(100)
    }
  })

  test('YB-3-1-0-3 标准格式：每一份清单写明栏目和格式的摘要；不合格式的不能送审', async () => {
    const { body } = await get(`/lists/${wjw}/powers.json`)
    const { format, fields } = body as unknown as { format: string; fields: readonly { id: string; must: boolean }[] }
    assert.equal(format, hash(fields))
    for (const field of ['basis', 'unit', 'duty'])
      assert.ok(
        fields.some(({ id, must }) => id === field && must),
        field,
      )
    const { fields: asked } = (await get(`/lists/${wjw}/boards.json`)).body as unknown as { fields: typeof fields }
    assert.ok(
      asked.some(({ id, must }) => id === 'duties' && must),
      '规则包规定应当载明的，一并写明',
    )
    const input = { list: 'powers', entries: [{ name: '没有依据的', unit: '科', post: '岗', duty: '责' }], strike: [], why: '公布' }
    const days = { from: house.clock.today(), changed: house.clock.today() }
    isProblem(await publisher.act('list.prepare', { input: { ...input, ...days } }), 400, 'malformed')
  })

  test('WD-2-3-2-3、YB-3-3-2-4 法律顾问名录只在办案台：门户没有这一页', async () => {
    const adviser = { name: '林律师', as: '法律顾问', body: '某律师事务所', scope: '法制审核', from: '2026-01-01', to: '2026-12-31' }
    await publish({ list: 'advisers', entries: [adviser] })
    assert.equal((await get(`/lists/${wjw}/advisers`)).status, 404)
    assert.ok(!(await get(`/lists/${wjw}`)).text.includes('法律顾问和公职律师名录'))
    assert.equal(items(await publisher.get('/api/lists/advisers')).length, 1)
  })

  test('SP-3-1-2、WD-3-2-9 监督台：审核人员的配备；公示的执法人员，就是登记有证件的每一名', async () => {
    const { staffing, tasks } = (await (await house.as(`${wjw}/w09`)).get('/api/overdue')).body as Readonly<
      Record<string, readonly { officers: number; reviewers: number; least: number }[]>
    >
    assert.ok(staffing?.every(({ officers, reviewers, least }) => officers > 0 && reviewers > 0 && least > 0) && staffing.length > 0)
    assert.deepEqual(tasks, [])
    const { rows } = await house.db.root.query<{ no: string }>(
      'select certificate_no as no from officer where agency = $1 and certificate_no is not null',
      [wjw],
    )
    const shown = items(await get(`/lists/${wjw}/officers.json`)).map(({ no }) => no)
    assert.deepEqual(shown.toSorted(), rows.map(({ no }) => no).toSorted())
    const { rows: first } = await house.db.root.query<{ on: string }>(
      "select (min(at) at time zone 'Asia/Shanghai')::date as on from ledger_event where agency = $1 and act = 'agency.appoint'",
      [wjw],
    )
    assert.equal((await firstPublic(house.db.root, wjw, ['officers', 'chart'])).officers, first[0]?.on)
  })

  test('账本：清单的每一行都由事件重算，逐一相符', async () => {
    const { findings } = await verify(house.db.admin, { root: findRoot(), full: true, scope: scopeKey(house.db.secret.mingjing_app) })
    const ours = findings.filter(({ object }) => /list_|pub\.(certificate|entrusted|register_entry|agency)/.test(JSON.stringify(object)))
    assert.deepEqual(ours, [])
    await house.db.root.query("update list_entry set body = jsonb_set(body, '{name}', '\"改过\"') where key = 'LIC000001'")
    const again = await verify(house.db.admin, { root: findRoot(), full: true, scope: scopeKey(house.db.secret.mingjing_app) })
    assert.ok(again.findings.some(({ object }) => JSON.stringify(object).includes('LIC000001')))
  })
})
