import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { type TemplateData, TemplateHandler } from 'easy-template-x'
import { illegible } from '#documents/complete'
import { Unprintable } from '#documents/load'
import type { Paper } from '#documents/paper'
import { tagsOf, templateOf } from '#documents/word'

/** A zip of a few parts 打包, the same bytes for the same parts. */
export function zip(parts: Readonly<Record<string, string>>): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(parts)) {
    const [named, plain] = [Buffer.from(name), Buffer.from(text)]
    const packed = deflateRawSync(plain)
    const sizes = Buffer.alloc(26)
    sizes.writeUInt16LE(20, 0)
    sizes.writeUInt16LE(0x0800, 2) // names in UTF-8
    sizes.writeUInt16LE(8, 4)
    sizes.writeUInt16LE(0x21, 8) // 1980-01-01
    sizes.writeUInt32LE(crc32(plain), 10)
    sizes.writeUInt32LE(packed.length, 14)
    sizes.writeUInt32LE(plain.length, 18)
    sizes.writeUInt16LE(named.length, 22)
    const end = Buffer.alloc(14)
    end.writeUInt32LE(at, 10)
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), sizes, named, packed])
    files.push(file)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), sizes, end, named]))
    at += file.length
  }
  const list = Buffer.concat(directory)
  const tail = Buffer.alloc(18)
  tail.writeUInt16LE(files.length, 4)
  tail.writeUInt16LE(files.length, 6)
  tail.writeUInt32LE(list.length, 8)
  tail.writeUInt32LE(at, 12)
  return Buffer.concat([...files, list, Buffer.from('PK\x05\x06'), tail])
}

/** Where an office keeps its own templates 本机关的模板, `templates/AGENCY/penaltyDecision.docx` in the data folder. */
export const templateFile = (dir: string, agency: string, form: string): string => join(dir, 'templates', agency, `${form}.docx`)

const handler = new TemplateHandler()

/** The paper as DOCX 可编辑文本: the office's template where it keeps one, else the one made from the form. @throws {Unprintable} */
export async function docxOf(paper: Paper, draft: boolean, place: Readonly<{ dir: string; agency: string }>): Promise<Buffer> {
  const bad = illegible(paper)
  if (bad) throw new Unprintable([bad.code])
  const own = templateFile(place.dir, place.agency, paper.form)
  const template = existsSync(own) ? readFileSync(own) : zip(templateOf(paper))
  return Buffer.from(await handler.process(template, { ...tagsOf(paper, draft) } as TemplateData))
}
