import { numberIn } from '#law/numeral'
import type { Penalty, PenaltyKind, Substance } from '#proposal/proposal'

const daysOf: Readonly<Record<string, number>> = { 日: 1, 天: 1, 月: 30, 个月: 30, 年: 365 }

/** How long a term is, about: 六个月, 十个半月, 2年, 十五日; nothing when it is not told in one number. */
export function lengthOf(text: string): number | undefined {
  const found = /([\d〇零一二三四五六七八九十百两]+)(个半月|年半|个月|月|年|日|天)/.exec(text)
  const n = found?.[1] && numberIn(found[1].replaceAll('两', '二'))
  if (!found || !n || text.slice(found.index + found[0].length).match(/[\d一二三四五六七八九十](日|天|月|个|年)/)) return undefined
  if (found[2] === '个半月') return n * 30 + 15
  return found[2] === '年半' ? n * 365 + 182 : n * (daysOf[found[2] ?? ''] ?? 0)
}

/** What of a penalty is told in words: kinds without words are equal by their kind. */
const wordsOf = (penalty: Penalty): string =>
  'what' in penalty ? penalty.what : 'term' in penalty ? penalty.term : 'goods' in penalty ? penalty.goods : ''

const wordless = (text: string): string => text.replace(/[\d〇零一二三四五六七八九十百两]+(个半月|年半|个月|月|年|日|天)/, '')

/** One penalty beside another of its kind 轻重: negative = lighter, positive = heavier, undefined = not to be compared. */
function beside(now: Penalty, than: Penalty): number | undefined {
  if (now.kind !== than.kind) return undefined
  const [said, told] = [wordsOf(now), wordsOf(than)]
  if ('fen' in now && 'fen' in than) return 'goods' in now && said !== told && now.fen >= than.fen ? undefined : now.fen - than.fen
  if (said === told) return 0
  const [length, before] = [lengthOf(said), lengthOf(told)]
  return length !== undefined && before !== undefined && wordless(said) === wordless(told) ? length - before : undefined
}

/** Pairs each penalty with one of the other side of its kind, each taken once; the closest in kind and words first. */
function paired(now: readonly Penalty[], than: readonly Penalty[]): readonly (readonly [Penalty, Penalty | undefined])[] {
  const left = [...than]
  return now.map((penalty) => {
    const same = left.findIndex((each) => beside(penalty, each) !== undefined)
    const found = same >= 0 ? same : left.findIndex((each) => each.kind === penalty.kind)
    return [penalty, found >= 0 ? left.splice(found, 1)[0] : undefined] as const
  })
}

const within = <T>(some: readonly T[], all: readonly T[]): boolean => some.every((each) => all.includes(each))

const owed = ({ payable }: Substance, line: string): number => payable.reduce((sum, each) => sum + (each.line === line ? each.fen : 0), 0)

/**
 * Is this a lighter version of what was told 更轻? Same party; no fact, article or kind of penalty that was not told; no amount higher, no term
 * longer, and something of the penalty less. Told of the heavier, the party was told of this one, and need not be told again (R, from CFF-44 with
 * CFF-45). What differs without being lighter is another proposal.
 */
export function isLighter(now: Substance, told: Substance): boolean {
  const samePerson = now.party.type === told.party.type && now.party.name === told.party.name
  const sameFacts = now.facts.every(({ text, evidence }) =>
    told.facts.some((fact) => fact.text === text && within(evidence, fact.evidence)),
  )
  const sameArticles = within(now.violated, told.violated) && within(now.basis, told.basis)
  const weights = paired(now.penalties, told.penalties).map(([penalty, than]) => (than && beside(penalty, than)) ?? 1)
  const less = now.penalties.length < told.penalties.length || weights.some((weight) => weight < 0)
  const noMoreOwed = now.payable.every(({ line }) => owed(now, line) <= owed(told, line))
  return samePerson && sameFacts && sameArticles && less && weights.every((weight) => weight <= 0) && noMoreOwed
}

/** How grave a kind is 轻重次序: the items of the article on kinds, in its order (CFF-9-1 to 9-4, 9-6). */
const graveness: Readonly<Record<PenaltyKind, number>> = {
  warning: 1,
  circular: 1,
  fine: 2,
  confiscateGains: 2,
  confiscateGoods: 2,
  suspendLicence: 3,
  downgrade: 3,
  revoke: 3,
  restrict: 4,
  stop: 4,
  close: 4,
  ban: 4,
  other: 4,
}

const moneyOf = (penalties: readonly Penalty[]): number => penalties.reduce((sum, each) => sum + ('fen' in each ? each.fen : 0), 0)

/**
 * In what this one is heavier than what was told 更重: more money, a kind of penalty more, a longer term; undefined when it is not. The gravest kind
 * that changed decides: to drop a warning does not make up for a higher fine, to drop the revocation does.
 */
export function heavierIn(now: Substance, told: Substance): string | undefined {
  for (const grave of [4, 3, 2, 1]) {
    const [mine, theirs] = [now, told].map(({ penalties }) => penalties.filter(({ kind }) => graveness[kind] === grave)) as [
      Penalty[],
      Penalty[],
    ]
    const pairs = paired(mine, theirs)
    const more = moneyOf(mine) - moneyOf(theirs)
    if (more > 0) return '提高了数额'
    if (more < 0) return undefined
    if (pairs.some(([, than]) => !than)) return '增加了处罚种类'
    if (pairs.some(([penalty, than]) => than && (beside(penalty, than) ?? 0) > 0)) return '延长了期限'
    if (mine.length < theirs.length || pairs.some(([penalty, than]) => than && (beside(penalty, than) ?? 0) < 0)) return undefined
  }
  return undefined
}
