import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { FileState, KeptFile } from '#case/keep'
import { bundleNow } from '#review/acts'
import { hash } from '#server/digest'
import { before, granted, health, ordinary, type Place, placeOf, play, refused, type Step, step, walk } from '../../test/ordinary.ts'

const day = '2026-03-05'
const FILE = '0190f0c8-0000-7000-8000-0000000000f1'
const kept: KeptFile = {
  ...{ name: '现场照片.jpg', mediaType: 'image/jpeg', size: 3, root: 'a'.repeat(64) as KeptFile['root'] },
  ...{ digests: ['b'.repeat(64) as KeptFile['root']], by: 'li', on: day },
}
const attach = (input: object = {}, by = 'li') => step('case.attach', { to: 'evidence:1', file: FILE, ...input }, by, day)
const recorded = walk(health, before(ordinary, 'confirmEvidence'))
const confirmed = walk(health, before(ordinary, 'conclude'))
const send = <S>(state: S, sent: Step, file: KeptFile | undefined = kept, place: Place = health) => play(place, state, sent, { file })

describe('行政处罚法 第四十六条第二款、第四十七条 材料附卷', () => {
  test('附在自己案件的记录上，写明是哪一份、谁附的', () => {
    const [attachment] = granted(send(recorded, attach())).attachments
    assert.deepEqual([attachment?.to, attachment?.name, attachment?.root, attachment?.by], ['evidence:1', '现场照片.jpg', kept.root, 'li'])
  })
  test('另一名执法人员确认以后，不能再附：确认的是什么，就是什么', () => {
    refused(send(confirmed, attach()), 'nothing-open', 'CFF-46-2')
    const second = walk(health, [{ ...ordinary.evidence, today: day } as Step], confirmed)
    refused(send(second, attach()), 'already-confirmed', 'CFF-46-2')
  })
  test('附了材料的证据是另一份证据：摘要随之改变，审核、讨论、决定的就不是同一份内容', () => {
    const withFile = granted(send(recorded, attach()))
    assert.notEqual(withFile.evidence[0]?.digest, recorded.evidence[0]?.digest)
    const onward = (matter: typeof recorded) =>
      walk(health, Object.values(before(ordinary, 'notify')).slice(Object.keys(ordinary).indexOf('confirmEvidence')), matter)
    const bundles = [recorded, withFile].map((matter) => {
      const proposed = onward(matter)
      assert.ok(proposed.stage.proposal)
      return bundleNow(proposed, proposed.stage.proposal, hash)
    })
    assert.notEqual(bundles[0], bundles[1])
  })
  test('没有的文件、没有的记录、附过的，不附', () => {
    refused(play(health, recorded, attach(), { file: undefined }), 'no-file', 'CFF-47')
    refused(send(recorded, attach({ to: 'evidence:2' })), 'no-record', 'CFF-46-2')
    const once = granted(send(recorded, attach()))
    refused(send(once, attach()), 'already-attached', 'CFF-47')
    refused(send(once, attach({ file: FILE.replace('f1', 'f2') })), 'already-attached', 'CFF-47')
  })
  test('不是本案办案人员的，不能附', () => refused(send(recorded, attach({}, 'he')), 'not-handler', 'CFF-42-1'))
})

describe('本机关要求先附材料的记录', () => {
  const asked = placeOf('health', 'wanzhou-health', {
    lists: {
      'record.files': [
        {
          ...{ from: '2026-01-01', by: 'step', local: 'free', clauses: ['CFF-47'], source: '本机关规定' },
          items: [{ id: 'evidence', zh: '现场照片或者扫描件', clause: 'CFF-47' }],
        },
      ],
    },
  })
  const confirmation = { ...ordinary.confirmEvidence, today: day } as Step
  test('没有附上的，另一名执法人员不能确认；附上以后可以', () => {
    refused(send(recorded, confirmation, kept, asked), 'file-missing', 'CFF-47')
    const withFile = granted(send(recorded, attach(), kept, asked))
    assert.equal(granted(send(withFile, confirmation, kept, asked)).records.at(-1)?.confirmedBy, confirmation.by)
  })
  test('没有作要求的机关，照旧', () => void granted(send(recorded, confirmation)))
})

describe('材料入库', () => {
  const { on: _, ...said } = kept
  const keep = (input: object = {}) => step('file.keep', { ...said, ...input }, 'system', day)
  test('同一编号只入库一次；再报同一份，没有第二次', () => {
    const state = granted(play<FileState>(health, {}, keep()))
    assert.deepEqual(state.kept, kept)
    assert.deepEqual(granted(play(health, state, keep())), state)
    refused(play(health, state, keep({ root: 'c'.repeat(64) })), 'already-kept', 'CFF-47')
  })
})

describe('查阅件', () => {
  const { on: _, ...said } = kept
  const keep = step('file.keep', said, 'system', day)
  const copy = (input: object = {}) =>
    step('file.copy', { of: kept.root, digest: 'd'.repeat(64), size: 9, width: 4, height: 3, ...input }, 'system', day)
  test('记明是从哪一份原件制作的；原件照旧，重新制作的另记', () => {
    const state = granted(play<FileState>(health, granted(play<FileState>(health, {}, keep)), copy()))
    assert.deepEqual(state.kept, kept)
    assert.equal(state.copy?.of, kept.root)
    assert.equal(granted(play<FileState>(health, state, copy({ digest: 'e'.repeat(64) }))).copy?.digest, 'e'.repeat(64))
  })
  test('不是这份原件的，没有原件的，不记', () => {
    refused(play(health, granted(play<FileState>(health, {}, keep)), copy({ of: 'c'.repeat(64) })), 'not-of-this', 'CFF-47')
    refused(play<FileState>(health, {}, copy()), 'not-of-this', 'CFF-47')
  })
})
