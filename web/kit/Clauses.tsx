import type { Citation } from '#law/clause'

/** The clauses that something rests on 依据. */
export const Clauses = ({ of, label = '依据' }: { of: readonly Citation[]; label?: string }) =>
  of.length === 0 ? null : (
    <span className="clauses">
      <span className="unseen">{label}：</span>
      {of.map(({ id, cite }) => (
        <cite key={id}>{cite}</cite>
      ))}
    </span>
  )
