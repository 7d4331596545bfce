import { zhDay } from '#law/day'
import { particularZh } from '#publication/digest'
import type { PublicationView } from '#web/desk/api.ts'
import { Clauses } from '#web/kit/Clauses.tsx'

/** 将公开的文本: field by field what the portal will show, and nothing else. */
export function PublicPaper({ publication: { state, draft: pending, shown, digest } }: { publication: PublicationView }) {
  const draft = state === 'released' ? (shown ?? pending) : (pending ?? shown)
  return (
    <section className="card" aria-labelledby="public-text">
      <h2 id="public-text">
        {draft && draft === shown ? '正在公示的文本' : '将公开的文本'}
        <small>公众看到的就是这一份</small>
      </h2>
      {draft ? (
        <div className="paper">
          <p className="centre strong">{draft.agencyZh}</p>
          <p className="centre strong">{draft.typeZh}决定公示</p>
          {!draft.digest && <p className="centre">{draft.documentNo}</p>}
          <dl className="stack">
            {linesOf(draft).map(
              ([zh, said]) =>
                said && (
                  <div key={zh}>
                    <dt>{zh}</dt>
                    <dd>{said}</dd>
                  </div>
                ),
            )}
          </dl>
          {draft.digest && <Clauses of={[...new Map(draft.digest.map(({ clause }) => [clause.cite, clause])).values()]} />}
        </div>
      ) : (
        <p className="in">还没有公示稿。由公示经办人员拟稿，拟稿后这里逐项显示公众将看到的内容。</p>
      )}
      {digest && !draft && (
        <p className="in">
          公开信息摘要的，只写明：{digest.items.join('、')}。 <Clauses of={digest.clauses} />
        </p>
      )}
    </section>
  )
}

type Draft = NonNullable<PublicationView['draft']>

/** A digest under the names that the rules give it; else all that comes out. */
const linesOf = (draft: Draft): readonly (readonly [zh: string, said: string | undefined])[] =>
  draft.digest
    ? [['标题', draft.title], ...draft.digest.map(({ id, zh }) => [zh, particularZh(draft, id)] as const)]
    : [
        ['案件', draft.title],
        ['当事人', [draft.party, draft.partyNote].filter(Boolean).join('　')],
        ['违法事实', draft.facts],
        ['违反的规定', draft.violated?.map(({ cite }) => cite).join('；')],
        ['处罚依据', draft.basis?.map(({ cite }) => cite).join('；')],
        ['裁量说明', draft.discretion],
        ...(draft.fulltext ?? []).map(({ zh, text }) => [`全文：${zh}`, text] as const),
        ['处罚内容', draft.outcome],
        ['款项去向', draft.payable?.map(({ zh, amount, to }) => `${zh} ${amount}，缴入${to}`).join('；')],
        ['决定日期', zhDay(draft.decidedOn)],
        ['办理经过', draft.course?.map(({ on, zh }) => `${zhDay(on)}${zh}`).join('；')],
      ]
