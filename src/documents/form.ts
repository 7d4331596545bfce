import type { Day } from '#law/day'
import { type FormRow, findInForce, type Law, on } from '#policy/law'

/** The papers of the ordinary procedure 普通程序的文书, in the order in which a matter meets them; what each holds stands in the packs. */
export const formIds = [
  'clueRecord',
  'filingReport',
  'filingDeclined',
  'siteRecord',
  'questionRecord',
  'sampleRecord',
  'preserveDecision',
  'preserveDisposal',
  'suspensionDecision',
  'transferLetter',
  'inquiryReport',
  'deliberation',
  'reviewOpinion',
  'penaltyNotice',
  'statementRecord',
  'statementAnswer',
  'hearingNotice',
  'hearingRecord',
  'hearingOpinion',
  'discussionMinutes',
  'penaltyDecision',
  'unpunishedDecision',
  'changedDecision',
  'annulledDecision',
  'unlawfulDecision',
  'crimeTransfer',
  'deliveryReceipt',
  'urgeLetter',
  'deferralNotice',
  'courtApplication',
  'closingReport',
] as const
export type FormId = (typeof formIds)[number]
export type Form = FormRow
export type Field = Form['fields'][number]

/** The form of the day 当日的文书格式; a field whose texts know no such paper has none. */
export const formOn = (law: Pick<Law, 'forms'>, id: FormId, day: Day): Form | undefined => findInForce(law.forms, id, on(day))
