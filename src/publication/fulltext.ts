import type { Day } from '#law/day'
import type { Matter } from '#penalty/matter'
import { findInForce, type Law, on } from '#policy/law'
import { type RedactionFacts, redact, type Span } from '#publication/redact'

/** One item of the decision paper beside what of it comes out 原文与公开的文字. */
export type Passage = Readonly<{ id: string; zh: string; text: string; out: string; spans: readonly Span[]; masks: readonly string[] }>

/** What the publisher judged otherwise than the finding 人工核对: passages shown after all (`facts:12`, item and start), words hidden besides. */
export type Judged = Readonly<{ shown: readonly string[]; also: readonly string[] }>
const asFound: Judged = { shown: [], also: [] }

/** Whom the matter knows by name 案件记载的人. */
function factsOf({ stage, hearing }: Matter): RedactionFacts {
  const party = stage.proposal?.substance.party
  const present = hearing.sittings.flatMap(({ end }) => (end?.kind === 'held' ? end.present : []))
  const known = party?.type === 'organisation' ? party.legalRepresentative : undefined
  return {
    parties: party
      ? [
          {
            name: party.name,
            type: party.type,
            ...(party.type === 'organisation' && party.legalRepresentative ? { legalRepresentative: party.legalRepresentative } : {}),
            ...(party.type === 'natural' && party.idNo ? { idNo: party.idNo } : {}),
            ...(party.address ? { address: party.address } : {}),
            ...(party.phone ? { phone: party.phone } : {}),
          },
        ]
      : [],
    people: present.filter(({ name }) => name !== known && name !== party?.name).map(({ name, as }) => ({ name, role: as })),
  }
}

/** The decision paper whole 决定书全文, item by item, with what the rules of the day hide (WZ-GS-16-1, 16-6 to 16-16). Nothing where no rule says how. */
export function passagesOf(matter: Matter, law: Law, today: Day, { shown, also }: Judged = asFound): readonly Passage[] {
  const rules = findInForce(law.lists, 'publication.redact', on(today))?.items
  const paper = matter.decision.decided?.paper
  if (!rules || !paper) return []
  const facts = factsOf(matter)
  return paper.map(({ id, zh, text }) => {
    const here = shown.flatMap((each) => (each.startsWith(`${id}:`) ? [Number(each.slice(id.length + 1))] : []))
    const { text: out, spans, masks } = redact(text, facts, rules, 'fulltext', { also, shown: new Set(here) })
    return { id, zh, text, out, spans, masks }
  })
}
