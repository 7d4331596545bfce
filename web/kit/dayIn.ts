import { type Day, day } from '#law/day'

const forms = [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/, /^(\d{4})(\d{2})(\d{2})$/]

/** A day as people write it: 2026-11-21, 2026/11/2, 2026.11.2, 20261121, 2026年11月2日. */
export function dayIn(text: string): Day | undefined {
  const plain = text.normalize('NFKC').trim()
  for (const form of forms) {
    const [, year = '', month = '', date = ''] = form.exec(plain) ?? []
    const said = day.safeParse(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`)
    if (said.success) return said.data
  }
  return undefined
}
