import { base64Of, bytesOfBase64 } from '#ledger/bytes'
import { type NoteFault, openNote, type Verifier, type Verify } from '#ledger/note'

/** A head of a log 检查点 (C2SP tlog-checkpoint): how many leaves it has and their root. */
export type Checkpoint = Readonly<{ origin: string; size: number; root: Uint8Array }>

/** The three lines that are signed. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64Of(root)}\n`

/** Reads the text of a checkpoint; lines after the third are let stand. Undefined when it is not one. */
export function checkpointIn(text: string): Checkpoint | undefined {
  const lines = text.split('\n')
  const [origin, size, root] = lines
  const bytes = root === undefined ? undefined : bytesOfBase64(root)
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || bytes?.length !== 32) return undefined
  if (lines.pop() !== '' || lines.some((line) => line === '') || !Number.isSafeInteger(Number(size))) return undefined
  return { origin, size: Number(size), root: bytes }
}

/** Opens a signed checkpoint of one log 验检查点: signed by the log's own key, whose name is the origin. */
export function openCheckpoint(note: string, log: Verifier, verify: Verify): Checkpoint | Readonly<{ fault: NoteFault | 'origin' }> {
  const opened = openNote(note, [log], verify)
  if ('fault' in opened) return opened
  const checkpoint = checkpointIn(opened.text)
  if (!checkpoint) return { fault: 'malformed' }
  return checkpoint.origin === log.name ? checkpoint : { fault: 'origin' }
}
