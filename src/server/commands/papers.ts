import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { formIds, formOn } from '#documents/form'
import { fill } from '#documents/paper'
import { templateOf } from '#documents/word'
import { findInForce, on } from '#policy/law'
import { lawOf, loadPacks } from '#policy/load'
import { systemClock } from '#server/clock'
import type { Command } from '#server/command'
import { Misuse, readConfig } from '#server/config'
import { hash } from '#server/digest'
import { templateFile, zip } from '#server/docx'

/** `mingjing papers`: the Word templates of the forms of the day, for the office to edit; one that is there already stays as it is. */
export const papersCommand: Command = {
  name: 'papers',
  zh: '写出文书模板（DOCX），供机关修改；已有的不覆盖',
  options: {
    pack: { type: 'string', zh: '规则包', value: 'ID' },
    agency: { type: 'string', zh: '机关', value: 'ID' },
  },
  async run(args) {
    const { pack, agency } = args.values
    const { dir } = readConfig(args.settings)
    const packs = loadPacks()
    if (typeof pack !== 'string' || !packs.packs.has(pack))
      throw new Misuse(`请用 --pack 写明规则包：${[...packs.packs.keys()].join('、')}`)
    if (typeof agency !== 'string' || !/^[a-z][a-z\d-]{0,63}$/.test(agency)) throw new Misuse('请用 --agency 写明机关的编号')
    const law = lawOf(packs, pack, hash)
    const today = systemClock.today()
    const head = findInForce(law.modes, 'paper.head', on(today))?.mode ?? 'red'
    const written = formIds.flatMap((id) => {
      const form = formOn(law, id, today)
      const path = templateFile(dir, agency, id)
      if (!form || existsSync(path)) return []
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, zip(templateOf(fill(id, form, { agency: '', head, values: {} }))))
      return [path]
    })
    args.say(written.length > 0 ? written.join('\n') : '模板都已经有了，没有改动。', { written })
    return 0
  },
}
