import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { streamName } from '#agency/stream'
import { pdfOf, Unprintable } from '#documents/load'
import { type Held, lacksIn, type Made, papersOf } from '#dossier/papers'
import type { Matter } from '#penalty/matter'
import { isPaperEvent } from '#penalty/papers/issued'
import { docxOf } from '#server/docx'
import { problem } from '#server/problem'
import type { Sight } from '#server/read'
import { parse } from '#server/request'
import { type Asked, sees } from '#server/routes/sight'
import type { Served } from '#server/served'
import { history } from '#server/streams'

const ofCase = z.templateLiteral(['case:', z.uuid()])
const paperName = z.string().regex(/^[a-zA-Z]+-\d+$/)

const types = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const
type Kind = keyof typeof types

/** 本案文书, for whoever may see the matter: undefined when there is none that he may know of. */
async function papersIn({ caller, sight, request }: Asked, today: string) {
  const stream = parse(ofCase, (request.params as { stream: string }).stream)
  const read = 'faults' in stream ? undefined : await sight.find<Matter>(streamName.parse(stream.value))
  if (!read) return undefined
  const { state, agency, law } = read
  const around = { agency, law, today }
  return { around, papers: papersOf(state, await madeIn(sight, caller.agency, read.stream), around) }
}

const madeIn = async ({ db }: Sight, agency: string, stream: Parameters<typeof history>[2]): Promise<readonly Made[]> =>
  (await history(db, agency, stream)).flatMap(({ event }) => (isPaperEvent(event) ? [event] : []))

/** 文件名, as browsers read it in Chinese. */
const fileName = ({ paper, draft }: Held, kind: Kind): string =>
  `${paper.zh}${paper.number ? `（${paper.number}）` : ''}${draft ? '（草稿）' : ''}.${kind}`

type Make = (held: Held, agency: string) => Promise<Buffer>

/** The file, or why it cannot be printed. */
async function sent({ caller, reply }: Asked, held: Held, kind: Kind, make: Make) {
  try {
    const bytes = await make(held, caller.agency)
    return reply
      .type(types[kind])
      .header(
        'content-disposition',
        `${kind === 'pdf' ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(fileName(held, kind))}`,
      )
      .header('x-paper-digest', held.digest ?? 'draft')
      .send(bytes)
  } catch (error) {
    if (!(error instanceof Unprintable)) throw error
    return problem(reply, { status: 409, title: '文书不能印出', detail: error.message, code: 'paper-unprintable' })
  }
}

/** 文书: the papers of a matter, and each as PDF and as DOCX. */
export async function paperRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { clock, config } = served.deps
  sees(http, served, { url: '/api/streams/:stream/papers', zh: '本案文书', tag: 'papers', resource: 'paper' }, async (asked) => {
    const found = await papersIn(asked, clock.today())
    return (
      found && {
        items: found.papers.map((held) => ({
          key: held.key,
          form: held.paper.form,
          zh: held.paper.zh,
          side: held.paper.side,
          number: held.paper.number,
          on: held.paper.day,
          draft: held.draft,
          madeOn: held.madeOn,
          digest: held.digest,
          lacks: lacksIn(held, found.around),
        })),
      }
    )
  })

  const file = (kind: Kind, zh: string, make: Make) =>
    sees(http, served, { url: `/api/streams/:stream/papers/:paper.${kind}`, zh, tag: 'papers', resource: 'paper' }, async (asked) => {
      const name = parse(paperName, (asked.request.params as { paper: string }).paper)
      const found = 'faults' in name ? undefined : await papersIn(asked, clock.today())
      const held = found?.papers.find(({ key }) => 'value' in name && key === name.value)
      return held && (() => sent(asked, held, kind, make))
    })
  file('pdf', '一份文书，PDF', ({ paper, draft }) => pdfOf(paper, draft))
  file('docx', '一份文书，DOCX', ({ paper, draft }, agency) => docxOf(paper, draft, { dir: config.dir, agency }))
}
