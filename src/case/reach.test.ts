import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { convened, heard, hearer } from '../../test/heard.ts'
import { allowed, before, but, fraud, granted, health, medical, ordinary, play, refused, step, walk } from '../../test/ordinary.ts'

type Service = Readonly<{ mode: string; facts?: object }>
const direct: Service = { mode: 'direct', facts: { receiver: 'head' } }

const asked = walk(hearer, before(heard, 'convene'))
const convene = ({ mode, facts }: Service) =>
  play(hearer, asked, but(heard, 'convene', { told: { ...convened.told, mode, ...(facts ? { facts } : { facts: {} }) } }))

const served = walk(health, before(ordinary, 'end'))
const urge = (service: Service, day = '2026-09-22') =>
  play(
    health,
    served,
    step(
      'execution.urge',
      { tells: ['term', 'way', 'amount', 'rights'], performBy: '2026-11-20', to: '负责人', on: day, proof: '回证存档', ...service },
      'li',
      day,
    ),
  )

const plan = { reason: '确有经济困难', asked: '2026-03-30', instalments: [{ due: '2026-06-30', fen: 1_148_980 }] }
const deferred = walk(
  medical,
  [
    step('execution.applyToDefer', plan, 'li', '2026-03-30'),
    step('execution.defer', { granted: true, opinion: '同意' }, 'sun', '2026-03-31'),
  ],
  walk(medical, before(fraud, 'end')),
)
const tell = (service: Service) =>
  play(
    medical,
    deferred,
    step('execution.tellDeferral', { to: '负责人', on: '2026-04-01', proof: '回证存档', ...service }, 'li', '2026-04-01'),
  )

const papers = { 听证通知书: convene, 催告书: urge, 暂缓分期告知书: tell }
const announced = { why: 'whereabouts', course: '三次上门未遇，电话停机', places: ['site'] }

describe('行政强制法 第三十八条、卫生健康行政处罚程序规定 第五十三条：各种文书按同一组条件送达', () => {
  for (const [zh, send] of Object.entries(papers)) {
    test(`${zh}：没有这种方式的、不合其条件的，不算送达`, () => {
      refused(send({ mode: 'pigeon' }), 'delivery-mode')
      refused(send({ mode: 'direct' }), 'delivery-receiver')
      refused(send({ mode: 'direct', facts: { receiver: 'kin' } }), 'delivery-receiver-unfit')
      refused(send({ mode: 'left', facts: { witness: { name: '周某', unit: '居委会' } } }), 'delivery-refusal')
      refused(send({ mode: 'left', facts: { refusal: '拒收' } }), 'delivery-unwitnessed')
      refused(send({ mode: 'mail', facts: { via: 'EMS 123' } }), 'delivery-difficulty')
      refused(send({ mode: 'electronic' }), 'delivery-consent')
      refused(
        send({ mode: 'electronic', facts: { consent: { on: '2027-01-01', system: '政务邮箱', capture: '截屏' } } }),
        'delivery-consent-late',
      )
      refused(send({ mode: 'announce' }), 'delivery-announcement')
    })
    test(`${zh}：合乎条件的，算送达`, () => {
      allowed(send(direct))
      allowed(send({ mode: 'left', facts: { refusal: '拒收', witness: { name: '周某', unit: '居委会' } } }))
    })
  }
})

describe('公告送达的文书，公告期满才到达', () => {
  test('催告书：十个工作日从公告期满起算，履行期限也在其后', () => {
    const urged = granted(urge({ mode: 'announce', facts: { announced } })).execution.urges[0]
    assert.deepEqual([urged?.from, urged?.on, urged?.term.from], ['2026-09-22', '2026-10-22', '2026-10-22'])
    refused(urge({ mode: 'announce', facts: { announced } }, '2026-10-30'), 'perform-by-past', 'QZF-35-1-1')
  })
  test('听证通知书：七个工作日从公告期满起算', () =>
    refused(convene({ mode: 'announce', facts: { announced } }), 'hearing-notice-late', 'CFF-64-1-2'))
})

test('令4 第五十四条：告知了当事人，记在这次暂缓或者分期上', () => {
  const told = granted(tell(direct)).execution.deferrals[0]?.told
  assert.deepEqual([told?.mode, told?.on, told?.by], ['direct', '2026-04-01', 'li'])
})
