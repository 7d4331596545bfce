import type { ReactNode } from 'react'
import type { CaseView } from '#web/desk/api.ts'
import { PaperLink } from '#web/desk/case/timeline/PaperLink.tsx'
import { Status } from '#web/kit/Status.tsx'

type Sitting = CaseView['sittings'][number]

const asZh = { party: '当事人', agent: '代理人', third: '第三人', witness: '证人', other: '其他' } as const

/** 听证, in the order in which it goes: asked for, convened, heard, the chair's opinion, our answers; each with its paper. */
export function Sittings({ view }: { view: CaseView }) {
  const { requests, sittings } = view
  if (requests.length === 0 && sittings.length === 0) return null
  return (
    <section className="card" aria-labelledby="sittings">
      <h2 id="sittings">听证</h2>
      <ol className="events">
        {requests.map(({ no, how, text, on }) => (
          <li key={no}>
            <h3>
              当事人要求听证{' '}
              <span className="small">
                {on}，{how === 'oral' ? '口头' : '书面'}
              </span>
            </h3>
            <p className="said">{text}</p>
          </li>
        ))}
        {sittings.map((sitting) => (
          <One key={sitting.no} sitting={sitting} view={view} />
        ))}
      </ol>
    </section>
  )
}

/** The n-th paper of this form that was made. */
function Made({ form, nth, view }: { form: string; nth: number; view: CaseView }) {
  const papers = view.timeline.lanes.flatMap(({ days }) => days.flatMap(({ marks }) => marks))
  const paper = papers.find((mark) => mark.paper === `${form}-${nth}`)
  return paper?.paper ? <PaperLink stream={view.stream} paper={paper.paper} zh={paper.zh} /> : null
}

function One({ sitting, view }: { sitting: Sitting; view: CaseView }) {
  const { no, on, place, open, chair, members, recorder, end, told } = sitting
  const opinion = view.hearingOpinions.find((each) => each.sitting === no)
  const answers = view.hearingAnswers.find((each) => each.sitting === no)
  const held = view.sittings.filter((each) => each.no <= no && each.end?.kind === 'held').length
  return (
    <li>
      <h3>
        第 {no} 次听证 <span className="small">{on}</span> <Ended end={end} />
      </h3>
      <dl className="desc">
        <Row zh="地点">
          {place}，{open.kind === 'open' ? '公开' : `不公开（${open.why}）`}
        </Row>
        <Row zh="听证人员">
          主持人 {chair.name}
          {members.length > 0 && `，听证员 ${members.map(({ name }) => name).join('、')}`}，记录员 {recorder.name}
        </Row>
        <Row zh="通知">
          {told.on} 送达 {told.to} <Made form="hearingNotice" nth={no} view={view} />
        </Row>
        {end?.kind === 'held' && (
          <>
            <Row zh="到场">{end.present.map(({ name, as }) => `${name}（${asZh[as]}）`).join('、')}</Row>
            <Row zh="调查人员">{end.investigators.map(({ name }) => name).join('、')}</Row>
            <Row zh="提出">
              {end.put.facts.map((fact) => `事实${fact}`).join('、')}；{end.put.evidence.map((piece) => `证${piece}`).join('、')}
              <p className="said">{end.put.proposal}</p>
            </Row>
            <Row zh="当事人意见">
              {end.points.length === 0 ? (
                '没有提出意见'
              ) : (
                <ol className="numbered">
                  {end.points.map((point, at) => (
                    <li key={point}>
                      <p className="said">{point}</p>
                      {answers?.answers[at] && (
                        <p className="said">
                          <b>{answers.answers[at].accepted ? '采纳' : '不采纳'}</b>：{answers.answers[at].why}
                        </p>
                      )}
                    </li>
                  ))}
                </ol>
              )}
            </Row>
            <Row zh="笔录">
              {end.signing.kind === 'signed' ? '当事人已签名' : `当事人拒绝签名：${end.signing.note}`}{' '}
              <Made form="hearingRecord" nth={held} view={view} />
            </Row>
            {end.newFacts && <Row zh="新的事实">{end.newFacts}</Row>}
          </>
        )}
        {end?.kind === 'absent' && <Row zh="缺席">{end.text}</Row>}
        {end?.kind === 'postponed' && <Row zh="延期理由">{end.reason}</Row>}
        {opinion && (
          <Row zh="听证意见">
            <p className="said">{opinion.opinion}</p>
            <span className="small">
              {opinion.on} {opinion.by.name}
            </span>{' '}
            <Made form="hearingOpinion" nth={held} view={view} />
          </Row>
        )}
      </dl>
    </li>
  )
}

const Row = ({ zh, children }: { zh: string; children: ReactNode }) => (
  <>
    <dt>{zh}</dt>
    <dd>{children}</dd>
  </>
)

function Ended({ end }: { end: Sitting['end'] }) {
  if (!end) return <Status look="info">待举行</Status>
  if (end.kind === 'postponed') return <Status look="idle">已延期</Status>
  const what = end.kind === 'held' ? '已举行' : '视为放弃听证'
  return end.confirmedBy ? (
    <Status look="ok">{`${what}，${end.confirmedBy.name}已核对`}</Status>
  ) : (
    <Status look="warn">{`${what}，笔录待核对`}</Status>
  )
}
