import { join } from 'node:path'
import { z } from 'zod'
import { idOf, type StreamName } from '#agency/stream'
import { findText, writePrivate } from '#db/files'

/** One stop of the tour 导览: what to do, as whom, on the page of which matter, and what is read there. `public`: on the portal, without a sign-in. */
const stop = z.strictObject({
  zh: z.string(),
  as: z.string(),
  stream: z.string().exactOptional(),
  page: z.string().exactOptional(),
  see: z.string(),
})
export const tourStops = z.array(stop)

/** As it came to be: with the addresses of the matters that were told. */
const told = z.array(z.strictObject({ zh: z.string(), as: z.string(), href: z.string(), see: z.string() }))
export type Tour = z.infer<typeof told>

const fileIn = (dir: string) => join(dir, 'tour.json')

/** The tour through what was really told 演示导览; `named` knows which matter each name came to be. @throws when it speaks of one that was not told */
export const tourThrough = (stops: z.infer<typeof tourStops>, named: (agency: string, stream: string) => StreamName): Tour =>
  stops.map(({ zh, as, stream, page, see }) => {
    if (page !== undefined) return { zh, as, href: page, see }
    const [agency = '', officer] = as.split('/')
    const name = named(agency, stream ?? '')
    const place = officer ? (name.startsWith('case:') ? '/desk/cases' : '/desk/publications') : `/decisions/${agency}`
    return { zh, as, href: `${place}/${idOf(name)}`, see }
  })

export const keepTour = (dir: string, tour: Tour): void => writePrivate(fileIn(dir), `${JSON.stringify(tour)}\n`)

export function tourIn(dir: string): Tour {
  const text = findText(fileIn(dir))
  return text === undefined ? [] : told.parse(JSON.parse(text))
}
