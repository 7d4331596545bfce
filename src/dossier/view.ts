import { type Agency, nameOf } from '#agency/agency'
import { postsZh } from '#agency/post'
import { endingsZh, questionsZh } from '#case/jurisdiction'
import { evidenceKinds, titleOf } from '#case/matter'
import { disposals, liftings } from '#case/preservation'
import { choicesOf, zhOfRecord } from '#dossier/choices'
import { citing } from '#dossier/due'
import { endingOf } from '#dossier/ending'
import { executionOf } from '#dossier/execution'
import type { Sitting } from '#hearing/sitting'
import type { Day } from '#law/day'
import type { Hash } from '#law/digest'
import type { Matter } from '#penalty/matter'
import { phaseOf, phases } from '#penalty/ordinary'
import { findInForce, type Law, on } from '#policy/law'
import { gradedZh } from '#proposal/graded'
import { outcomeZh } from '#proposal/outcome'
import { bundleNow, requiredOf } from '#review/acts'
import { opinionsZh, passes } from '#review/review'

/** How a sitting ended, with the names of who was there. */
function endOf(end: NonNullable<Sitting['end']>, person: (id: string) => Readonly<{ id: string; name: string }>) {
  const by = person(end.by)
  if (end.kind === 'postponed') return { ...end, by }
  const confirmedBy = end.confirmedBy ? person(end.confirmedBy) : null
  return end.kind === 'held' ? { ...end, by, confirmedBy, investigators: end.investigators.map(person) } : { ...end, by, confirmedBy }
}

/** The matter as one thing 案卷: everything a person needs who works on it or reads it. */
export function viewOf(matter: Matter, agency: Agency, law: Law, today: Day, hash: Hash) {
  const person = (id: string) => ({ id, name: nameOf(agency, id) })
  const { stage, hearing, review, decision } = matter
  const { proposal } = stage
  const phase = phaseOf(matter)
  const checks = findInForce(law.lists, 'review.checks', on(today))?.items ?? []
  return {
    title: titleOf(matter),
    phase,
    phaseZh: phases[phase],
    caseNo: matter.filed?.caseNo ?? null,
    clue: matter.clue ?? null,
    party: matter.clue?.party ?? null,
    handlers: matter.handlers.map((id) => ({ ...person(id), certificateNo: agency.officers[id]?.certificate?.no ?? null })),
    filed: matter.filed ? { ...matter.filed, by: person(matter.filed.by) } : null,
    evidence: matter.evidence.map((piece) => {
      const record = matter.records.find(({ name }) => name === `evidence:${piece.no}`)
      return {
        ...piece,
        typeZh: evidenceKinds[piece.type],
        by: person(piece.by),
        confirmedBy: record?.confirmedBy ? person(record.confirmedBy) : null,
      }
    }),
    records: matter.records.map(({ name, by, confirmedBy }) => ({
      name,
      zh: zhOfRecord(name),
      by: person(by),
      confirmedBy: confirmedBy ? person(confirmedBy) : null,
    })),
    attachments: matter.attachments.map(({ digests: _, by, ...file }) => ({ ...file, toZh: zhOfRecord(file.to), by: person(by) })),
    report: stage.report ? { ...stage.report, by: person(stage.report.by) } : null,
    deliberation: stage.deliberation
      ? { ...stage.deliberation, by: person(stage.deliberation.by), participants: stage.deliberation.participants.map(person) }
      : null,
    proposal: proposal
      ? {
          round: proposal.round,
          by: person(proposal.by),
          substance: proposal.substance,
          traits: proposal.traits,
          outcomeZh: outcomeZh(proposal.substance.penalties),
          violated: citing(law, proposal.substance.violated),
          basis: citing(law, proposal.substance.basis),
          graded: gradedZh(proposal.substance.discretion ?? [], law, {
            ...on(proposal.on),
            violation: matter.clue?.violationOn ?? proposal.on,
          }),
          bundle: bundleNow(matter, proposal, hash),
          review: {
            required: requiredOf(matter, proposal, { agency, law, today }).map(({ id, zh, clause }) => ({
              id,
              zh,
              clause: citing(law, [clause])[0],
            })),
            passed: passes(review, bundleNow(matter, proposal, hash)),
          },
        }
      : null,
    notices: hearing.notices,
    statements: hearing.statements,
    answered: hearing.answered.map((answers) => ({ ...answers, by: person(answers.by) })),
    waivers: hearing.waivers,
    requests: hearing.requests,
    sittings: hearing.sittings.map(({ people, by, end, ...sitting }) => ({
      ...sitting,
      by: person(by),
      chair: person(people.chair),
      members: people.members.map(person),
      recorder: person(people.recorder),
      end: end ? endOf(end, person) : null,
    })),
    hearingOpinions: hearing.opinions.map((opinion) => ({ ...opinion, by: person(opinion.by) })),
    hearingAnswers: hearing.recordAnswers.map((answers) => ({ ...answers, by: person(answers.by) })),
    hearingRecusals: hearing.recusals.map((recusal) => ({ ...recusal, who: person(recusal.who), by: person(recusal.by) })),
    review: {
      open: review.open ? { ...review.open, by: person(review.open.by) } : null,
      sentBack: review.sentBack.map((back) => ({ ...back, by: person(back.by) })),
      disagreements: review.disagreements.map((each) => ({ ...each, by: person(each.by) })),
      argued: review.argued.map((each) => ({ ...each, by: person(each.by) })),
      rounds: review.rounds.map((round) => ({
        ...round,
        opinionZh: opinionsZh[round.opinion],
        by: person(round.by),
        findings: round.findings.map((finding) => ({ ...finding, zh: checks.find(({ id }) => id === finding.check)?.zh ?? finding.check })),
      })),
    },
    minutes: decision.minutes.map((minutes) => ({
      ...minutes,
      by: person(minutes.by),
      present: minutes.present.map(person),
      signed: minutes.signed.map(person),
    })),
    decided: decision.decided ? { ...decision.decided, by: person(decision.decided.by) } : null,
    deliveries: matter.deliveries,
    announcements: matter.announcements,
    execution: executionOf(matter, agency, law, today),
    ...endingOf(matter, agency, law),
    recusals: matter.recusals.map(({ decided, ...each }) => ({
      ...each,
      officer: person(each.officer),
      by: person(each.by),
      organZh: each.organ === 'collective' ? '负责人集体讨论' : postsZh[each.organ],
      decided: decided ? { ...decided, by: person(decided.by) } : null,
    })),
    jurisdiction: matter.questions.map(({ asked, ended, ...each }) => ({
      ...each,
      ofZh: questionsZh[each.of],
      by: person(each.by),
      asked: asked ? { ...asked, by: person(asked.by) } : null,
      ended: ended ? { ...ended, howZh: endingsZh[ended.how], by: person(ended.by) } : null,
    })),
    formerHandlers: matter.formerHandlers.map(person),
    samples: matter.samples,
    preservations: matter.preservations.map(({ approved, refused, disposed, lifted, ...each }) => ({
      ...each,
      by: person(each.by),
      approved: approved ? { ...approved, by: person(approved.by) } : null,
      refused: refused ? { ...refused, by: person(refused.by) } : null,
      disposed: disposed ? { ...disposed, by: person(disposed.by), disposalZh: disposals[disposed.disposal] } : null,
      lifted: lifted ? { ...lifted, whyZh: liftings[lifted.why] } : null,
    })),
    choices: choicesOf(matter, agency, law, today),
  }
}
