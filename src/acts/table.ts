import type { AnyAct, Fold } from '#agency/act'
import { appoint, found, nameUnit, setCredential } from '#agency/acts'
import { agencyFold } from '#agency/rows'
import { closeSession, openSession, renewSession, sessionFold } from '#agency/session'
import type { StreamKind } from '#agency/stream'
import { recordRefusal, supervisionFold } from '#oversight/supervision'
import { inOrder, ordinary } from '#penalty/ordinary'
import { reckonMatter } from '#penalty/reckon'
import { matterFold } from '#penalty/rows'
import { approve, giveBack, open, prepare, reckonPublication, release } from '#publication/acts'
import { publicationFold } from '#publication/rows'
import { withdrawDue } from '#publication/withdraw'
import { enterYear } from '#register/calendar'
import { adoptEntry, registerFold } from '#register/register'

/** Every act of the platform 执法行为总表: its contents page. Nothing changes state but these. */
export const table: readonly AnyAct[] = [
  found,
  nameUnit,
  appoint,
  setCredential,
  openSession,
  renewSession,
  closeSession,
  adoptEntry,
  enterYear,
  ...ordinary.map(inOrder),
  open,
  prepare,
  approve,
  giveBack,
  release,
  withdrawDue,
  reckonMatter,
  reckonPublication,
  recordRefusal,
]

const byId: ReadonlyMap<string, AnyAct> = new Map(table.map((act) => [act.id, act]))

export const findAct = (id: string): AnyAct | undefined => byId.get(id)

/** How each kind of stream is told from its events. */
export const folds: Readonly<Record<StreamKind, Fold<never, never>>> = {
  agency: agencyFold,
  session: sessionFold,
  register: registerFold,
  case: matterFold,
  publication: publicationFold,
  supervision: supervisionFold,
} as unknown as Record<StreamKind, Fold<never, never>>
