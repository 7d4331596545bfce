// A process of its own, so that a picture made to harm takes down nothing else: reads a picture, writes a line of JSON and a smaller JPEG.
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'

const LONGEST = 1_600
/** An A3 sheet at 600 dpi has 70 million. */
const MOST_PIXELS = 80_000_000

sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer', 'VipsForeignLoadTiffBuffer'],
})

const original = await buffer(process.stdin)
const picture = sharp(original, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })
const { pages = 1 } = await picture.metadata()
if (pages > 1) throw new Error('one page is not the whole of it')
// turned as the camera was held; what else it told, place and device above all, is not written
const { data, info } = await picture
  .autoOrient()
  .resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true })
  .flatten({ background: '#ffffff' })
  .jpeg({ quality: 80 })
  .toBuffer({ resolveWithObject: true })
process.stdout.write(`${JSON.stringify({ width: info.width, height: info.height })}\n`)
process.stdout.write(data)
