import {
  acceptInvitation,
  changePassword,
  closeAccount,
  disableAccount,
  enableAccount,
  invite,
  relink,
  setCredential,
} from '#agency/account'
import { type AnyAct, type Event, type Fold, unchanged } from '#agency/act'
import { found } from '#agency/acts'
import { certify, restoreCertificate, revokeCertificate, suspendCertificate } from '#agency/certificate'
import { delegate, endDelegation } from '#agency/delegate'
import { endEntrustment, entrust } from '#agency/entrust'
import { factorFold, issueCodes, removeFactor, setFactor, useCode, useStep } from '#agency/factor'
import { offerFounding, takeFounding } from '#agency/founding'
import { installationFold, offerSetup, takeSetup } from '#agency/installation'
import { appoint, endPost, givePost, leave, move, qualify } from '#agency/officer'
import { agencyFold } from '#agency/rows'
import { closeSession, openSession, renewSession, sessionFold } from '#agency/session'
import type { StreamKind } from '#agency/stream'
import { closeUnit, nameUnit } from '#agency/unit'
import { copyFile } from '#case/copy'
import { fileFold, keepFile } from '#case/keep'
import { recordFailedSignIns } from '#oversight/signins'
import { recordFailure, recordRefusal, supervisionFold } from '#oversight/supervision'
import { inOrder, ordinary } from '#penalty/ordinary'
import { reckonMatter } from '#penalty/reckon'
import { matterFold } from '#penalty/rows'
import { approve, giveBack, open, prepare, reckonPublication, release } from '#publication/acts'
import { refuseCorrection, requestCorrection } from '#publication/correct'
import { publicationFold } from '#publication/rows'
import { end, withdraw, withdrawDue } from '#publication/withdraw'
import { disclose, withhold } from '#publication/withhold'
import { approveChange, prepareChange, reckonChange, releaseChange, returnChange, withdrawChange } from '#register/acts'
import { changeLaw, reckonRegister, settleLaw } from '#register/amendment'
import { enterYear } from '#register/calendar'
import { adoptPack } from '#register/pack'
import { adoptEntry, registerFold } from '#register/register'
import { changeFold } from '#register/rows'

/** Every act of the platform 执法行为总表: its contents page. Nothing changes state but these. */
export const table: readonly AnyAct[] = [
  offerSetup,
  takeSetup,
  found,
  offerFounding,
  takeFounding,
  nameUnit,
  closeUnit,
  appoint,
  givePost,
  endPost,
  move,
  qualify,
  leave,
  certify,
  suspendCertificate,
  restoreCertificate,
  revokeCertificate,
  delegate,
  endDelegation,
  entrust,
  endEntrustment,
  invite,
  relink,
  acceptInvitation,
  setCredential,
  changePassword,
  disableAccount,
  enableAccount,
  closeAccount,
  setFactor,
  issueCodes,
  useCode,
  removeFactor,
  useStep,
  openSession,
  renewSession,
  closeSession,
  keepFile,
  copyFile,
  adoptEntry,
  adoptPack,
  enterYear,
  changeLaw,
  settleLaw,
  reckonRegister,
  prepareChange,
  approveChange,
  returnChange,
  withdrawChange,
  releaseChange,
  reckonChange,
  ...ordinary.map(inOrder),
  open,
  prepare,
  approve,
  giveBack,
  release,
  withdrawDue,
  withdraw,
  withhold,
  disclose,
  requestCorrection,
  refuseCorrection,
  end,
  reckonMatter,
  reckonPublication,
  recordRefusal,
  recordFailure,
  recordFailedSignIns,
]

const byId: ReadonlyMap<string, AnyAct> = new Map(table.map((act) => [act.id, act]))

export const findAct = (id: string): AnyAct | undefined => byId.get(id)

/** The fold that hears what changes something, and passes over an act that changed nothing. */
const hearing = <S, E extends Event>({ empty, after, rows, entry }: Fold<S, E>): Fold<never, never> => {
  const changes = (event: E | typeof unchanged): event is E => event.kind !== unchanged.kind
  const fold: Fold<S, E | typeof unchanged> = {
    empty,
    after: (before, event) => (changes(event) ? after(before, event) : before),
    rows: (now, event, at) => (changes(event) ? rows(now, event, at) : []),
    ...(entry ? { entry: (event) => (changes(event) ? entry(event) : undefined) } : {}),
  }
  return fold as unknown as Fold<never, never>
}

/** How each kind of stream is told from its events. */
export const folds: Readonly<Record<StreamKind, Fold<never, never>>> = {
  installation: hearing(installationFold),
  agency: hearing(agencyFold),
  session: hearing(sessionFold),
  factor: hearing(factorFold),
  register: hearing(registerFold),
  change: hearing(changeFold),
  case: hearing(matterFold),
  file: hearing(fileFold),
  publication: hearing(publicationFold),
  supervision: hearing(supervisionFold),
}
