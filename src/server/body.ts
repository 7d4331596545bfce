import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { malformed, problem } from '#server/problem'
import { illFormed, parse } from '#server/request'

/** Reads what was sent by its schema, and goes on with it; or says which fields to mend 填写有误. */
export const reads =
  <T>(schema: z.ZodType<T>, then: (said: T, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const fault = illFormed(request.body)
    const read = fault ? { faults: [fault] } : parse(schema, request.body ?? {})
    return 'faults' in read ? problem(reply, malformed(read.faults)) : then(read.value, request, reply)
  }
