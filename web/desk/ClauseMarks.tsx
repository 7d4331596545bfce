import type { Status as Kept } from '#oversight/coverage'
import { type ClauseLine, minuteOf, type Tally } from '#web/desk/api.ts'
import { type Look, Status } from '#web/kit/Status.tsx'

const looks: Readonly<Record<Kept, Look>> = { kept: 'ok', evidenced: 'info', stated: 'warn', open: 'idle' }

/** How far a clause is kept, and what the rest waits for. */
export const KeptMark = ({ of }: { of: Pick<ClauseLine, 'status' | 'statusZh' | 'waitsZh'> }) => (
  <>
    <Status look={looks[of.status]}>{of.statusZh}</Status>
    {of.waitsZh && <div className="small">待：{of.waitsZh}</div>}
  </>
)

const sorts: Readonly<Record<string, string>> = {
  act: '办理',
  refusal: '不予办理',
  read: '查阅',
  list: '清单',
  row: '规则包',
  item: '规则包列举',
  field: '文书项目',
}

/** The rules that keep it, in words. */
export const RuleList = ({ of }: { of: ClauseLine['rules'] }) =>
  of.length === 0 ? (
    '—'
  ) : (
    <ul>
      {of.map(({ sort, name, zh }) => (
        <li key={`${sort} ${name}`}>
          {sorts[sort]}：{zh || name}
        </li>
      ))}
    </ul>
  )

/** How its rules were broken one by one, and a test failed each time 反证; a clause that has none is not kept. */
export const ProofList = ({ of }: { of: ClauseLine['rules'] }) => {
  const missed = of.filter(({ broken }) => broken)
  return missed.length === 0 ? (
    '没有：还没有见过规则改坏以后测试不能通过'
  ) : (
    <ul>
      {missed.map(({ sort, name, zh, broken }) => (
        <li key={`${sort} ${name}`}>
          {sorts[sort]}：{zh || name}：{broken}，测试即不能通过
        </li>
      ))}
    </ul>
  )
}

/** How often, and when last. */
export const TallyText = ({ of: { n, more, last } }: { of: Tally }) =>
  n === 0 || !last ? (
    '还没有'
  ) : (
    <>
      {n.toLocaleString('zh-CN')} 次{more ? '以上' : ''}
      <div className="small nowrap">{minuteOf(last)}</div>
    </>
  )
