import { z } from 'zod'
import type { ClauseId } from '#law/clause'
import { words } from '#law/text'
import { type Folded, folded, rangeIn } from '#publication/folded'
import { namesIn } from '#publication/names'
import { type Certainty, type Found, type Kind, numbersIn } from '#publication/patterns'
import { surnameOf } from '#publication/surname'

/** What the matter knows of the people in a text 案件记载的人与当事人: looked for exactly, wherever they stand. */
export const redactionFacts = z.strictObject({
  parties: z
    .array(
      z.strictObject({
        name: words(100),
        type: z.enum(['natural', 'organisation']),
        legalRepresentative: words(40).exactOptional(),
        idNo: words(40).exactOptional(),
        address: words(200).exactOptional(),
        phone: words(40).exactOptional(),
      }),
    )
    .max(200)
    .default([]),
  people: z
    .array(z.strictObject({ name: words(40), role: words(40) }))
    .max(2_000)
    .default([]),
})
export type RedactionFacts = z.infer<typeof redactionFacts>

/** 公开方式: the paper whole, or a digest that names no natural person but by surname. */
export type Mode = 'fulltext' | 'digest'

/** A masking rule of the pack in force 隐去规则 (WZ-GS-16). */
export type RedactionRule = Readonly<{ id: string; zh: string; clause: ClauseId }>

/** One hidden passage 隐去之处: UTF-16 offsets into the text as given. */
export type Span = Readonly<{ start: number; end: number; kind: Kind; rule: string; clause: ClauseId; certainty: Certainty }>

/** Which rules answer to a kind: a natural person's, then an organisation's. */
const ruleOf: Readonly<Record<Kind, readonly [natural: string, organisation?: string]>> = {
  name: ['given-name'],
  address: ['home-address'],
  idNumber: ['id-number'],
  contact: ['contact'],
  account: ['bank-account', 'org-bank-account'],
  title: ['title-certificate', 'org-title-certificate'],
  assets: ['assets', 'org-assets'],
  other: ['other'],
}

/** So many different names or dwellings are looked for again through the whole text; no paper holds more. */
const MOST_NAMES = 200

const escaped = (character: string): string => character.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** All places of a word, also set apart by spaces or with another dot between its parts. */
function placesOf(word: string, text: string): readonly { start: number; end: number }[] {
  const characters = [...folded(word).text.replaceAll(/\s/g, '')]
  if (characters.length < 2) return []
  const one = (character: string) => (/[·•・.．]/u.test(character) ? '[·•・.．]' : escaped(character))
  return [...text.matchAll(new RegExp(characters.map(one).join('\\s{0,3}'), 'giu'))].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** An address that a text itself calls a dwelling 标明的住址. */
const labelled =
  /(?<=(?:住所?[(（]?(?:经营场所)?[)）]?(?:或者)?住址|住址|家庭住址|家住|现住|户籍地?(?:址|所在地)?|户口所在地|居住地|居住于|居住在|租住[于在]|暂住[于在]|住所地?|[，,、（(；;]住)(?:为|是|在|[:：])?\s{0,2})[\p{Script=Han}\dA-Za-z#\-—()（）·\s]{4,60}?(?=[，,。；;、：:\n]|$|[(（]?(?:身份证|联系|电话|法定))/gu

/** What makes a run of characters an address 门牌用字. */
const ofPlace = /[省市区县旗州路街道巷弄村镇乡组号栋幢楼室户苑庭园庄寨社区]/u

/** A firm's or an office's name goes on after what looked like a person's 字号. */
const firm =
  /^(?:\p{Script=Han}{0,6})(?:公司|医院|诊所|药房|药店|门诊部|卫生室|卫生院|美容院|养生馆|商店|超市|食品店|经营部|工作室|中心|学校|委员会|局|厅|大药房)/u

const asRepresentative = /(?:法定代表人|负责人|负\s?责\s?人|投资人|经营者)\s?[)）]?(?:为|是|[:：])?\s?$/u

type Held = Readonly<{ start: number; end: number }>
const meets = (a: Held, b: Held): boolean => a.start < b.end && b.start < a.end
const rank: Readonly<Record<Certainty, number>> = { certain: 2, likely: 1, possible: 0 }

function told(facts: RedactionFacts, mode: Mode, also: readonly string[], { text }: Folded): readonly Found[] {
  const naturals = facts.parties.filter(({ type }) => type === 'natural')
  const organisations = facts.parties.filter(({ type }) => type === 'organisation')
  const firms = organisations.flatMap(({ name }) => placesOf(name, text))
  const open = new Set(mode === 'fulltext' ? organisations.flatMap(({ legalRepresentative }) => legalRepresentative ?? []) : [])
  const named = [
    ...naturals.map(({ name }) => name),
    ...facts.people.map(({ name }) => name),
    ...(mode === 'digest' ? organisations.flatMap(({ legalRepresentative }) => legalRepresentative ?? []) : []),
  ]
  const isOpen = (name: string, start: number): boolean =>
    open.has(name) && asRepresentative.test(text.slice(Math.max(0, start - 12), start))
  const all = (words: readonly (string | undefined)[], kind: Kind): Found[] =>
    words.flatMap((word) => (word ? placesOf(word, text).map((place) => ({ ...place, kind, certainty: 'certain' as const })) : []))
  return [
    ...[...new Set(named)].flatMap((name) =>
      placesOf(name, text).flatMap((place) =>
        firms.some((firm) => meets(firm, place)) || isOpen(name, place.start)
          ? []
          : [{ ...place, kind: 'name' as const, certainty: 'certain' as const }],
      ),
    ),
    ...all(also, 'other'),
    ...all(
      naturals.map(({ address }) => address),
      'address',
    ),
    ...all(
      facts.parties.map(({ idNo }) => idNo),
      'idNumber',
    ),
    ...all(
      facts.parties.map(({ phone }) => phone),
      'contact',
    ),
  ]
}

function guessed(facts: RedactionFacts, mode: Mode, { text }: Folded): readonly Found[] {
  const firms = facts.parties.filter(({ type }) => type === 'organisation')
  const kept = mode === 'fulltext' ? firms.flatMap(({ legalRepresentative }) => legalRepresentative ?? []) : []
  const open = kept.flatMap((name) => placesOf(name, text))
  const names = namesIn(text).filter(({ start, end }) => !firm.test(text.slice(end)) && !open.some((place) => meets(place, { start, end })))
  const sure = new Set(names.filter(({ certainty }) => certainty === 'likely').map(({ start, end }) => text.slice(start, end)))
  const again = [...sure]
    .slice(0, MOST_NAMES)
    .flatMap((name) => placesOf(name, text).map((place) => ({ ...place, certainty: 'possible' as const })))
  const homes = [...text.matchAll(labelled)].filter(([home]) => ofPlace.test(home)).map(([home]) => home.trim())
  const premises = firms.flatMap(({ address }) => address ?? [])
  const named = firms.flatMap(({ name }) => placesOf(name, text))
  const within = (place: Held): boolean => named.some((held) => meets(held, place))
  return [
    ...[...names, ...again].filter((place) => !within(place)).map((name): Found => ({ ...name, kind: 'name' })),
    ...[...new Set(homes)]
      .slice(0, MOST_NAMES)
      .filter((home) => !premises.some((address) => folded(address).text.includes(home)))
      .flatMap((home) => placesOf(home, text).map((place): Found => ({ ...place, kind: 'address', certainty: 'likely' }))),
  ]
}

/** The surest first, and of equals the longest; what meets one already taken is left out. */
function chosen(found: readonly Found[]): readonly Found[] {
  const order = [...found].sort((a, b) => rank[b.certainty] - rank[a.certainty] || b.end - b.start - (a.end - a.start) || a.start - b.start)
  const covered = new Set<number>()
  const taken: Found[] = []
  for (const one of order) {
    const units = Array.from({ length: one.end - one.start }, (_, n) => one.start + n)
    if (units.some((unit) => covered.has(unit))) continue
    for (const unit of units) covered.add(unit)
    taken.push(one)
  }
  return taken.sort((a, b) => a.start - b.start)
}

const ordinals = '甲乙丙丁戊己庚辛壬癸'

/** 某 after the surname; another person of the same surname bears an ordinal 张某乙. */
function aliases(): (name: string) => string {
  const given = new Map<string, string>()
  const counts = new Map<string, number>()
  return (name) => {
    const known = given.get(name)
    if (known) return known
    const surname = surnameOf(name)
    const n = counts.get(surname) ?? 0
    counts.set(surname, n + 1)
    const alias = `${surname}某${n === 0 ? '' : (ordinals[n] ?? n + 1)}`
    given.set(name, alias)
    return alias
  }
}

/**
 * What must not come out, hidden 隐去 (WZ-GS-16, CFF-50): by the facts of the matter first, then by the form of numbers, then names and dwellings by
 * their surroundings. Only what a rule of `rules` names is hidden. Finding is never perfect, so a person judges each text before it is public: `also`
 * are words that he hides besides, `shown` the passages, by their start, that were taken for what they are not; what is certain stays hidden.
 * `masks`: what stands in the place of each span.
 */
export function redact(
  text: string,
  facts: RedactionFacts,
  rules: readonly RedactionRule[],
  mode: Mode,
  { also = [], shown = new Set() }: Readonly<{ also?: readonly string[]; shown?: ReadonlySet<number> }> = {},
): { text: string; spans: readonly Span[]; masks: readonly string[] } {
  const seen = folded(text)
  const organisation = facts.parties.length > 0 && facts.parties.every(({ type }) => type === 'organisation')
  const rule = (kind: Kind): RedactionRule | undefined => {
    const [natural, ofFirm] = ruleOf[kind]
    const held = (id: string | undefined) => rules.find((row) => row.id === id)
    const other = held('by-law') ?? rules[0]
    if (kind === 'other') return other && { ...other, id: 'other' }
    return (organisation ? held(ofFirm) : undefined) ?? held(natural)
  }
  const found = chosen([...told(facts, mode, also, seen), ...numbersIn(seen.text), ...guessed(facts, mode, seen)])
  const spans = found.flatMap(({ start, end, kind, certainty }): Span[] => {
    const by = rule(kind)
    const span = by && { ...rangeIn(seen, start, end), kind, rule: by.id, clause: by.clause, certainty }
    return span && (certainty === 'certain' || !shown.has(span.start)) ? [span] : []
  })
  const alias = aliases()
  const masks = spans.map(({ start, end, kind }) =>
    kind === 'name' ? alias(folded(text.slice(start, end)).text.replaceAll(/\s/g, '')) : '×××',
  )
  const kept = spans.map(({ start }, n) => text.slice(spans[n - 1]?.end ?? 0, start) + masks[n])
  return { text: kept.join('') + text.slice(spans.at(-1)?.end ?? 0), spans, masks }
}
