import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { DrawnChart } from '#penalty/drawing'
import type { PublicDecision } from '#publication/public'
import type { Query } from '#web/portal/address.ts'
import type { ListItem, Shown, SiteData } from '#web/portal/data.ts'
import {
  portalCss,
  renderAbout,
  renderAgencies,
  renderBoards,
  renderDecision,
  renderHome,
  renderList,
  renderOfficer,
  renderProblem,
  renderProof,
  renderRegister,
  renderRegisters,
  renderWithdrawn,
} from '#web/portal/render.tsx'

const site: SiteData = {
  site: '明镜公示平台',
  demo: false,
  tour: false,
  today: '2026-11-20',
  agencies: [
    { agency: 'a1', name: '明川市卫生健康委员会', phone: '0000-12320', address: '明川市政和路 18 号' },
    { agency: 'a2', name: '明川市医疗保障局' },
  ],
  view: 'standard',
  here: '/',
}
const decision = {
  agency: 'a1',
  agencyZh: '明川市卫生健康委员会',
  id: 'd1',
  documentNo: '明卫医罚〔2026〕37号',
  typeZh: '行政处罚',
  title: '柏溪门诊部未将医疗废物分置于专用容器案',
  party: '明川市柏溪门诊部有限公司',
  outcome: '警告，罚款人民币 2,100 元',
  facts: '2026年10月21日检查时，针头放入塑料桶。',
  violated: [{ id: 'YF-16-1', cite: '《医疗废物管理条例》第十六条第一款' }],
  basis: [{ id: 'YF-46-2', cite: '《医疗废物管理条例》第四十六条第（二）项' }],
  payable: [{ zh: '罚款', amount: '人民币 2,100 元', to: '缴入国库' }],
  decidedOn: '2026-11-12',
  publishedOn: '2026-11-13',
  term: {
    value: 7,
    unit: '工作日',
    due: '2026-11-23',
    nth: 1,
    days: [{ day: '2026-11-13', counted: true, n: 1 }],
    clauses: [{ id: 'CFF-48-1', cite: '《行政处罚法》第四十八条第一款' }],
  },
  course: [{ on: '2026-11-12', zh: '作出处罚决定' }],
  demo: false,
  fingerprint: '9f2c41d07be3a8160c55d94e21fa7730b86e12c94d07f3a5e9810b6c3f74d258',
  ledger: { stream: 'publication/1', version: 4 },
} as const satisfies PublicDecision
const { facts: _, violated: __, basis: ___, payable: ____, course: _____, documentNo: ______, ...shared } = decision
const digest: PublicDecision = {
  ...shared,
  title: '明川市柏溪门诊部有限公司行政处罚决定',
  digest: [
    { id: 'party', zh: '执法对象', clause: { id: 'SP-1-3-3', cite: '四卫发〔2019〕236号一、（三）' } },
    { id: 'conclusion', zh: '执法结论', clause: { id: 'SP-1-3-5', cite: '四卫发〔2019〕236号一、（三）' } },
  ],
}
const item: ListItem = { ...decision, ...decision.term }
const found = { ...site, asked: {}, words: [], years: [2026, 2025], items: [item], page: 1, pages: 1, total: 1, more: false }
const asked = (q: string, more: Query = {}) => ({ asked: { q, ...more }, words: [q] })
const home = { ...site, latest: [item], counts: { total: 1, thisYear: 1, onTime: 1, late: 0 } }

const registers = [
  { id: 'items', zh: '行政执法事项清单', clauses: decision.term.clauses, by: null, releasedOn: '2026-11-02', count: 1204 },
  { id: 'guides', zh: '服务指南', clauses: decision.term.clauses, by: null, releasedOn: null, count: 0 },
  { id: 'officers', zh: '执法人员', clauses: decision.term.clauses, by: '登记执法证件', releasedOn: null, count: 0 },
] as const
const shown: Shown = {
  ...{ agency: 'a1', agencyZh: '明川市卫生健康委员会', id: 'items', zh: '行政执法事项清单', clauses: decision.term.clauses, by: null },
  updating: { zh: '动态调整', clauses: decision.term.clauses },
  fields: [
    { id: 'code', zh: '事项编码' },
    { id: 'name', zh: '事项名称' },
    { id: 'basis', zh: '执法依据' },
  ],
  items: [
    { key: 'CF-001', entry: { code: 'CF-001', name: '对擅自执业的处罚', basis: '《医疗机构管理条例》' }, from: '2026-11-02', set: 's1' },
  ],
  ...{ total: 1, more: false },
  changes: [
    {
      ...{
        agency: 'a1',
        id: 's1',
        list: 'items',
        listZh: '行政执法事项清单',
        why: '机构改革',
        from: '2026-11-02',
        releasedOn: '2026-11-02',
      },
      ...{ entered: 1, struck: 2, lateReason: '待市级目录', fingerprint: decision.fingerprint as never },
    },
  ],
}
const register = { ...site, shown, q: '', words: [], on: site.today, page: 1, pages: 1 }
const empty = { ...shown, items: [], total: 0, changes: [] }
const bearer = {
  agencyZh: '明川市卫生健康委员会',
  name: '李明',
  no: '07-0001',
  unit: '执法支队',
  body: null,
  from: '2024-01-01',
  to: '2028-12-31',
} as const
const directory = {
  ...{ ...site, here: '/lists', q: '', words: [], total: 2, page: 1, pages: 1 },
  items: site.agencies.map((one) => ({ phone: null, address: null, ...one, lists: 5, releasedOn: null })),
}
const drawing: DrawnChart = {
  ...{ width: 300, height: 200, stages: [{ id: 'filing', zh: '立案', x: 0, y: 0, width: 150, height: 180 }] },
  states: [
    { id: 'clue', zh: '线索核查', x: 10, y: 30, width: 104, height: 46 },
    { id: 'applied', zh: '待批准立案', x: 10, y: 120, width: 104, height: 46 },
  ],
  arrows: [
    {
      from: 'clue',
      to: 'applied',
      points: [
        { x: 60, y: 76 },
        { x: 60, y: 120 },
      ],
      label: { x: 64, y: 90, lines: ['申请立案'] },
    },
  ],
}
const boards = {
  ...register,
  shown: {
    ...{ ...shown, id: 'boards', zh: '岗位信息公示牌', changes: [], total: 70 },
    fields: [{ id: 'window', zh: '窗口或者岗位' }],
    items: [{ key: '一号｜甲&乙', entry: { window: '一号' }, from: '2026-11-02', set: 's3' }],
  },
} as const
const board = {
  ...{ agency: 'a1', agencyZh: '明川市卫生健康委员会', page: 1, pages: 1 },
  fields: [
    { id: 'window', zh: '窗口' },
    { id: 'duty', zh: '岗位职责' },
  ],
}

const pages = {
  公示机关: renderAgencies(directory),
  查机关: renderAgencies({ ...directory, q: '医保', words: ['医保'], items: [], total: 0 }),
  事前公开: renderRegisters({
    ...{ ...site, here: '/lists/a1', agency: 'a1', name: '明川市卫生健康委员会', registers },
    lacking: [{ zh: '救济渠道', clauses: decision.term.clauses }],
  }),
  清单: renderRegister(register),
  清单第二页: renderRegister({ ...register, page: 2, pages: 3, shown: { ...shown, total: 41 } }),
  执法流程图: renderRegister({
    ...{ ...register, drawing },
    shown: { ...shown, id: 'chart', zh: '执法流程图', by: '普通程序本身', changes: [] },
  }),
  公示牌的清单: renderRegister(boards),
  还没有的清单: renderRegister({ ...register, shown: { ...empty, id: 'guides', zh: '服务指南' } }),
  核对: renderOfficer({ ...site, no: '', on: site.today, found: [] }),
  核对到的: renderOfficer({ ...site, no: '07-0001', on: site.today, found: [{ ...bearer, state: '有效' }] }),
  公示牌: renderBoards({
    ...site,
    ...board,
    mend: '',
    items: [
      {
        ...{ key: '一号', entry: { window: '一号窗口', duty: '受理' }, from: '2026-11-02', set: 's2' },
        code: { zh: '扫码核对执法证件', to: 'https://gs.example.cn/officers?no=1', picture: 'data:image/svg+xml;base64,PHN2Zy8+' },
      },
    ],
  }),

  首页: renderHome(home),
  首页没有决定: renderHome({ ...home, latest: [], counts: { total: 0, thisYear: 0, onTime: 0, late: 0 } }),
  目录: renderList(found),
  目录第二页: renderList({ ...found, page: 2, pages: 3, total: 41 }),
  查询结果: renderList({ ...found, ...asked('医疗废物') }),
  一个机关的目录: renderList({ ...found, asked: { agency: 'a2' }, items: [], total: 0, pages: 0 }),
  决定: renderDecision({ ...site, decision }),
  摘要: renderDecision({ ...site, decision: digest }),
  撤回: renderWithdrawn({
    ...site,
    page: {
      ...{ agency: 'a1', agencyZh: decision.agencyZh, id: 'd1', documentNo: decision.documentNo, typeZh: '行政处罚', demo: false },
      ...{ fingerprint: decision.fingerprint, ledger: decision.ledger },
      withdrawn: { on: '2026-12-01', how: 'annulled', reason: '复议机关撤销', publishedOn: '2026-11-13', clauses: decision.term.clauses },
    },
  }),
  等待入账: renderProof({
    ...site,
    page: { ...decision, documentNo: '明卫医罚〔2026〕38号' },
    origin: 'https://gs.example.cn',
    mend: '',
    entries: [],
  }),
  关于: renderAbout(site),
  没有这一页: renderProblem({ ...site, status: 404, zh: '没有这份决定，或者它没有公示。' }),
  请求有误: renderProblem({ ...site, status: 400, zh: '页码应为正整数。' }),
  出错: renderProblem({ ...site, status: 500, zh: '这是本平台的错。' }),
  维护: renderProblem({ ...site, status: 503, zh: '正在维护。' }),
}
const titleOf = (html: string) => /<title>([^<]*)<\/title>/.exec(html)?.[1]
/** What a reader sees: no tags, entities read back. */
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')

describe('每一页', () => {
  for (const [name, html] of Object.entries(pages)) {
    test(`${name}：一份完整的中文网页，一个一级标题，有摘要，没有脚本`, () => {
      assert.match(html, /^<!doctype html><html lang="zh-CN">/)
      assert.equal(html.match(/<h1[ >]/g)?.length, 1)
      assert.equal(html.match(/<main /g)?.length, 1)
      assert.match(html, /<meta name="description" content="[^"]+"/)
      assert.doesNotMatch(html, /<script|<style|javascript:| on[a-z]+=| style=/i)
      assert.ok(Buffer.byteLength(html) < 30_000)
    })
    test(`${name}：标题层级不跳级，编号不重复，页内链接都有着落`, () => {
      const levels = [...html.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]))
      for (const [at, level] of levels.entries()) assert.ok(level <= (levels[at - 1] ?? 0) + 1 || level === 2, levels.join())
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
      assert.equal(new Set(ids).size, ids.length)
      for (const [, id] of html.matchAll(/(?:aria-labelledby|for|href)="#?([a-z-]+)"/g)) assert.ok(ids.includes(id), id)
    })
    test(`${name}：链接只到已有的页面`, () => {
      for (const [, href = ''] of html.matchAll(/<a [^>]*href="([^"]*)"/g))
        assert.match(
          href,
          /^((\/plain)?(\/|\/about(#[a-z]+)?|\/decisions(\?[^"]*)?|\/decisions\/[^/]+\/[^/]+(\/proof)?|\/lists(\/[a-z0-9]+(\/[a-z]+(\/print)?)?)?(\?[^"]*)?|\/officers)|\/lists\/[a-z0-9]+\/[a-z]+\.(csv|json|pdf)(\?[^"]*)?|\/decisions\.csv(\?[^"]*)?|\/feed\.xml|\/decisions\.json|\/decisions\/[^/]+\/[^/]+\/proof\.json|\/verify-publication\.mjs|#main)$/,
        )
    })
  }

  test('窗口标题各不相同', () => {
    const { 首页没有决定: _, ...others } = pages
    const titles = Object.values(others).map(titleOf)
    assert.equal(new Set(titles).size, titles.length, titles.join('\n'))
  })
  test('页脚指到“关于”的各节都在', () => {
    for (const [, id] of Object.values(pages)
      .join('')
      .matchAll(/href="\/about#([a-z]+)"/g))
      assert.ok(pages.关于.includes(` id="${id}"`), id)
  })
  test('满一页二十件，不超过 30 KB', () => {
    const items = Array.from({ length: 20 }, (_, n) => ({ ...item, id: `0198f3c2-7c11-7d3a-9b1e-2f4a5b6c7d${n}` }))
    assert.ok(Buffer.byteLength(renderList({ ...found, items, pages: 9, total: 171 })) < 30_000)
  })
  test('样式表先有共用的取值，不引外部字体和图片', () => {
    assert.match(portalCss, /--brand: #1a4f8b/)
    assert.doesNotMatch(portalCss, /@import|@font-face|url\(/)
  })
})

describe('演示数据', () => {
  test('每一页都写明，且不让搜索引擎收录', () => {
    const demo = { ...site, demo: true }
    const all = [
      renderHome({ ...home, ...demo }),
      renderList({ ...found, ...demo }),
      renderDecision({ ...demo, decision }),
      renderAbout(demo),
      renderProblem({ ...demo, status: 404, zh: '没有。' }),
    ]
    for (const html of all) {
      assert.match(textOf(html), /演示数据：机关、人员、案件均为虚构，不具法律效力/)
      assert.match(html, /<meta name="robots" content="noindex"/)
      assert.match(titleOf(html) ?? '', /（演示）$/)
    }
  })
  test('演示的决定在正式平台上也写明', () => {
    assert.match(textOf(renderDecision({ ...site, decision: { ...decision, demo: true } })), /演示数据/)
  })
  test('真实数据不写', () => assert.doesNotMatch(Object.values(pages).join(''), /演示/))
})

describe('写在数据里的任何文字都只是文字', () => {
  const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)>"'&amp;</title>䶮㛃\u202e写倒`
  const bad: PublicDecision = {
    ...decision,
    agencyZh: hostile,
    id: hostile,
    documentNo: hostile,
    title: hostile,
    party: hostile,
    partyNote: hostile,
    outcome: hostile,
    facts: hostile,
    discretion: hostile,
    violated: [{ id: 'YF-16-1', cite: hostile }],
    basis: [{ id: 'YF-46-2', cite: hostile }],
    payable: [{ zh: hostile, amount: hostile, to: hostile }],
    term: { ...decision.term, days: [{ day: '2026-11-13', counted: false, why: hostile }], clauses: [{ id: 'CFF-48-1', cite: hostile }] },
    course: [{ on: '2026-11-12', zh: hostile }],
    fingerprint: hostile,
    ledger: { stream: hostile, version: 1 },
  }
  const badSite: SiteData = {
    ...site,
    site: hostile,
    agencies: [1, 2].map((n) => ({ agency: `${hostile}${n}`, name: hostile, phone: hostile, address: hostile })),
  }
  const badItem: ListItem = { ...bad, ...bad.term }
  const all = {
    首页: renderHome({ ...home, ...badSite, latest: [badItem] }),
    目录: renderList({ ...found, ...badSite, items: [badItem], ...asked(hostile), pages: 3 }),
    没有结果: renderList({ ...found, ...badSite, items: [], total: 0, ...asked(hostile, { agency: `${hostile}1` }) }),
    决定: renderDecision({ ...badSite, decision: bad }),
    关于: renderAbout(badSite),
    出错: renderProblem({ ...badSite, status: 404, zh: hostile }),
    事前公开: renderRegisters({ ...badSite, agency: hostile, name: hostile, registers, lacking: [] }),
    公示机关: renderAgencies({
      ...{ ...directory, ...badSite, q: hostile, words: [hostile], pages: 3 },
      items: badSite.agencies.map((one) => ({ phone: null, address: null, ...one, lists: 1, releasedOn: null })),
    }),
    流程图: renderRegister({ ...register, ...badSite, drawing, shown: { ...shown, agencyZh: hostile, id: 'chart', items: [] } }),
    清单: renderRegister({
      ...{ ...register, ...badSite, q: hostile, words: [hostile] },
      shown: {
        ...shown,
        agency: hostile,
        agencyZh: hostile,
        items: [{ key: hostile, entry: { name: hostile, basis: hostile }, from: '2026-11-02', set: hostile }],
      },
    }),
    核对: renderOfficer({
      ...badSite,
      no: hostile,
      on: site.today,
      found: [{ ...bearer, name: hostile, no: hostile, unit: hostile, agencyZh: hostile, state: '有效' }],
    }),
  }
  for (const [name, html] of Object.entries(all)) {
    test(`${name}：不成为标签、属性`, () => {
      assert.doesNotMatch(html, /<script|<img/i)
      for (const [tag] of html.matchAll(/<[a-z][^>]*>/g)) assert.doesNotMatch(tag.slice(1).replace(/"[^"]*"/g, '""'), / on[a-z]+=|['<]/i)
    })
    test(`${name}：倒写的记号不出本字段，不进标题和属性`, () => {
      const outside = html.replace(/<bdi>.*?<\/bdi>/gs, '').replace(/ (?:value|href)="[^"]*"/g, '')
      assert.doesNotMatch(outside, /\u202e/)
    })
  }
  test('生僻字、引号照原样显示', () => {
    assert.ok(textOf(all.决定).includes(`<script>alert(1)</script><img src=x onerror=alert(2)>"'&amp;</title>䶮㛃`))
  })
  test('查过的字在查询框里照原样留着', () => {
    assert.match(renderList({ ...found, ...asked('"><b>甲&乙') }), /<input [^>]*value="&quot;&gt;&lt;b&gt;甲&amp;乙"/)
  })
  test('查过的字进链接时编码', () => {
    assert.match(
      renderList({ ...found, ...asked('甲&page=9#', { agency: 'a1' }), pages: 2, total: 21 }),
      /href="\/decisions\?q=%E7%94%B2%26page%3D9%23&amp;agency=a1&amp;page=2"/,
    )
  })
})

describe('事前公开', () => {
  test('每一份写明现有多少、何时更新、依据；还没有的写明', () => {
    const text = textOf(pages.事前公开)
    for (const words of [
      '1,204 条',
      '2026-11-02',
      '尚未公布',
      '随“登记执法证件”即时更新',
      '尚未公布的：救济渠道',
      '《行政处罚法》第四十八条第一款',
    ])
      assert.ok(text.includes(words), words)
  })
  test('清单写明来源、怎样更新、变更记录、超期的理由；按日查阅，下载', () => {
    const text = textOf(pages.清单)
    for (const words of ['对擅自执业的处罚', '拟定，经审批后发布', '更新动态调整', '写入 1 条，删去 2 条', '超期公开：待市级目录'])
      assert.ok(text.includes(words), words)
    assert.match(pages.清单, /href="\/lists\/a1\/items\.csv"/)
    const then = renderRegister({ ...register, q: '甲&乙', words: ['甲&乙'], on: '2026-10-01', shown: empty })
    assert.match(then, /noindex/)
    assert.match(textOf(renderRegister({ ...register, on: '2026-10-01', shown: empty })), /这一天还没有公布/)
    assert.match(textOf(then), /没有找到同时符合的条目/)
  })
  test('没有接入的流程，写明', () => assert.match(textOf(pages.执法流程图), /尚未接入/))
  test('流程图画出来：有名称、说明，可以用键盘滑动；没有样式属性', () => {
    const svg = /<svg[\s\S]*<\/svg>/.exec(pages.执法流程图)?.[0] ?? ''
    assert.match(svg, /role="img" aria-labelledby="chart-title" aria-describedby="chart-desc"/)
    assert.match(svg, /<title id="chart-title">明川市卫生健康委员会行政处罚普通程序流程图<\/title>/)
    for (const zh of ['线索核查', '待批准立案', '申请立案', '立案']) assert.ok(svg.includes(`>${zh}<`), zh)
    assert.match(pages.执法流程图, /<section class="chart-drawing" aria-label="流程图" tabindex="0">/i)
  })
  test('公示牌：五十块一份文件，每一块也可以单印；以往的日子、查到的，不印', () => {
    for (const href of ['boards.pdf', 'boards.pdf?page=2', `boards.pdf?key=${encodeURIComponent('一号｜甲&乙')}`, 'boards/print'])
      assert.ok(pages.公示牌的清单.includes(`href="/lists/a1/${href}"`), href)
    for (const other of [{ on: '2026-11-03' }, { q: '一号', words: ['一号'] }] as const)
      assert.doesNotMatch(renderRegister({ ...boards, ...other }), /boards\.pdf"|boards\/print/)
  })
  test('证件有效与否，用字写明；没有的，说明怎么办', () => {
    assert.match(textOf(pages.核对到的), /证件状态有效/)
    assert.match(textOf(renderOfficer({ ...site, no: '1', on: site.today, found: [] })), /没有这个证号的执法人员/)
  })
  test('公示牌有二维码，写明通向哪里', () =>
    assert.match(pages.公示牌, /<img src="data:image\/svg[^"]*" alt="二维码：https:\/\/gs.example.cn\/officers\?no=1"/))
})

describe('查询', () => {
  test('首页先给查询框，有标签', () => {
    assert.ok(pages.首页.indexOf('<search>') < pages.首页.indexOf('<table'))
    assert.match(pages.首页, /<label for="q">/)
  })
  test('几个机关一起公示的，可以选机关；一个机关的，不问', () => {
    assert.match(pages.首页, /<select /)
    assert.doesNotMatch(renderHome({ ...home, agencies: site.agencies.slice(0, 1) }), /<select /)
  })
  test('一个机关的，首页列出它公开的清单和条数；几个机关的，先选机关', () => {
    const one = renderHome({ ...home, agencies: site.agencies.slice(0, 1), only: { agency: 'a1', registers } })
    assert.match(textOf(one), /行政执法事项清单 ?1,204 条/)
    assert.match(one, /href="\/lists\/a1\/items"/)
    assert.doesNotMatch(one, /href="\/lists\/a1\/guides"/, '还没有条目的，从全部清单看')
    assert.match(pages.首页, /href="\/lists\/a1"/)
  })
  test('首页可以核对上门人员的执法证件，不出示的可以拒绝', () => {
    assert.match(pages.首页, /<form class="search" action="\/officers" method="get"><label for="no">/)
    assert.match(textOf(pages.首页), /不出示执法证件的，您有权拒绝.*第五十五条第一款/)
  })
  test('筛选收起来，选过的展开；翻页不丢条件', () => {
    assert.match(pages.目录, /<details class="more"><summary>/)
    const html = renderList({ ...found, ...asked('甲', { year: 2026, kind: '罚款', late: 'yes' }), page: 2, pages: 3, total: 41 })
    assert.match(html, /<details class="more" open="">/)
    assert.match(html, /href="\/decisions\?q=%E7%94%B2&amp;year=2026&amp;kind=%E7%BD%9A%E6%AC%BE&amp;late=yes&amp;page=3" rel="next"/)
    assert.match(textOf(html), /2026年决定，罚款，超期公示/)
  })
  test('机关多的，每一页都不逐个列出，只说到哪里去查；选过的仍然选着', () => {
    const many = { ...site, agencies: Array.from({ length: 2_800 }, (_, n) => ({ agency: `x${n}`, name: `第${n}县卫生健康委员会` })) }
    for (const html of [
      ...[renderHome({ ...home, ...many }), renderAbout(many), renderDecision({ ...many, decision })],
      ...[renderAgencies({ ...directory, ...many }), renderProblem({ ...many, status: 404, zh: '没有。' })],
    ]) {
      assert.ok(Buffer.byteLength(html) < 30_000)
      assert.match(textOf(html), /共 2,800 个机关。按名称查机关/)
      assert.doesNotMatch(html, /<select|第\d+县/)
    }
    const chosen = renderList({ ...found, ...many, asked: { agency: 'x7' } })
    assert.match(chosen, /<option value="x7" selected="">第7县卫生健康委员会<\/option>/)
    assert.equal(chosen.match(/<option value="x/g)?.length, 1)
  })
  test('选过的机关仍然选着', () => assert.match(pages.一个机关的目录, /<option value="a2" selected="">/))
  test('标出查到的字', () => assert.match(pages.查询结果, /<mark>医疗废物<\/mark>/))
  test('查询结果不让搜索引擎收录，目录让', () => {
    assert.match(pages.查询结果, /noindex/)
    assert.doesNotMatch(pages.目录, /noindex/)
  })
  test('查得太多的，说有多少件以上、只列最新的', () => {
    const text = textOf(renderList({ ...found, ...asked('罚款'), total: 1_000, more: true, pages: 50 }))
    assert.match(text, /1,000 件以上/)
    assert.match(text, /只列最新的 1,000 件/)
    assert.doesNotMatch(textOf(pages.查询结果), /以上/)
  })
  test('没有结果，说明接着怎么做', () => {
    const text = textOf(renderList({ ...found, ...asked('不存在', { agency: 'a1' }), items: [], total: 0, pages: 0 }))
    assert.match(text, /没有找到同时符合的决定。可以：/)
    assert.match(text, /在全部决定中查/)
  })
  test('还没有公示的决定，也说清楚', () => assert.match(textOf(pages.首页没有决定), /还没有公示的决定/))
  test('翻页：首尾和左右都在，本页不是链接', () => {
    const html = renderList({ ...found, page: 5, pages: 9, total: 171 })
    assert.deepEqual(
      [...html.matchAll(/aria-label="第 (\d) 页"/g)].map((match) => match[1]),
      ['1', '4', '6', '9'],
    )
    assert.match(html, /<span aria-current="page">5<\/span>/)
  })
})

describe('按时公示了吗', () => {
  test('超期的件数写出来', () => {
    assert.match(
      textOf(renderHome({ ...home, counts: { total: 9, thisYear: 5, onTime: 7, late: 2 } })),
      /公示的 9 件决定，7 件按期，2 件超期。今年公示 5 件。/,
    )
  })
  test('没有超期的，也写出来', () => assert.match(textOf(pages.首页), /1 件按期，没有超期。/))
})

describe('一份决定', () => {
  const text = textOf(pages.决定)
  test('处罚结果、当事人、条款、依据、缴款、经过都在', () => {
    for (const words of [decision.outcome, decision.party, decision.violated[0]?.cite, decision.basis[0]?.cite, '缴入国库', '作出处罚决定'])
      assert.ok(words && text.includes(words), words)
  })
  test('SP-1-3-3、SP-1-3-5 公开摘要的，只有规定的各项，用规定的名称，各有条款', () => {
    const page = pages.摘要
    const [told = ''] = /<dl class="facts">.*?<\/dl>/s.exec(page) ?? []
    assert.deepEqual(
      [...told.matchAll(/<div data-clause="([^"]+)"><dt>([^<]+)<\/dt>/g)].map(([, clause, zh]) => `${zh} ${clause}`),
      ['执法对象 SP-1-3-3', '执法结论 SP-1-3-5'],
    )
    for (const words of [decision.party, decision.outcome, '公开的是信息摘要', '四卫发〔2019〕236号'])
      assert.ok(textOf(page).includes(words), words)
    for (const words of [decision.documentNo, decision.facts, decision.basis[0].cite, '缴入国库', '办理经过', '未将医疗废物'])
      assert.ok(!page.includes(words), words)
  })
  test('没有的项目不留空行', () => {
    for (const words of ['裁量', '送达']) assert.ok(!new RegExp(`<dt>${words}</dt>`).test(pages.决定))
  })
  test('指纹和账本位置都在，不自称已核验', () => {
    assert.ok(text.replaceAll(' ', '').includes(decision.fingerprint))
    assert.ok(text.includes('publication/1'))
    assert.doesNotMatch(text, /已核验/)
  })
  test('正在核实的，写明自何日起；没有在核实的，不写', () => {
    const html = renderDecision({ ...site, decision, checkingSince: '2026-11-18' })
    assert.match(textOf(html), /核实中：.*自\s*2026年11月18日\s*起正在核实/)
    assert.doesNotMatch(text, /核实中/)
  })
  test('网上还不能提出更正的，写明', () => assert.match(text, /还不能在网上提出/))
  test('公示写错了，找作出决定的机关', () => assert.ok(text.includes('电话：0000-12320')))
  test('超期公示的，写明超了几日和理由', () => {
    const late = { ...decision, publishedOn: '2026-11-25' as const, term: { ...decision.term, nth: 9 }, lateReason: '网站检修' }
    assert.match(textOf(renderDecision({ ...site, decision: late })), /超期 2 个工作日公示。理由：网站检修。/)
    assert.match(textOf(renderList({ ...found, items: [{ ...late, ...late.term }] })), /! 超期 2 个工作日/)
  })
  test('日期都能被机器读到', () => assert.match(pages.决定, /<time dateTime="2026-10-21">2026年10月21日<\/time>/i))
})
