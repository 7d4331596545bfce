import { z } from 'zod'

/** SHA-256 of canonical JSON (RFC 8785), 64 lower-case hex digits 摘要. */
export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, '应为 64 位小写十六进制摘要')
  .brand<'Digest'>()
export type Digest = z.infer<typeof digest>

/** A hash is a function handed in, so that one file serves server, desk, field and verifier. @throws on what canonical JSON cannot hold */
export type Hash = (data: unknown) => Digest
