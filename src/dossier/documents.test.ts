import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findAct } from '#acts/table'
import { timelineOf } from '#dossier/timeline'
import { before, fraud, keptOf, medical } from '../../test/ordinary.ts'

/** 五份文件的全过程记录: each stage of a matter leaves its trace, with who did it, when. */
const zhOf = (act: string) => findAct(act)?.zh ?? act

describe('全过程留痕', () => {
  const of: readonly (readonly [clause: string, stage: string, ...acts: string[]])[] = [
    ['WZ-JL-3-1、WZ-JL-16-1、ZR-3-2-1-9', '启动', 'case.report', 'case.file'],
    ['WZ-JL-3-2、WZ-JL-16-2、ZR-3-2-1-10', '调查取证', 'case.addEvidence', 'case.confirm'],
    ['WZ-JL-16-3、ZR-3-2-1-11', '审查决定', 'review.conclude', 'penalty.decide'],
    ['WZ-JL-3-3、WZ-JL-16-4、ZR-3-2-1-12', '送达执行', 'case.deliver'],
  ]
  for (const [clause, stage, ...acts] of of)
    test(`${clause} ${stage}的每一步都有事件，写明何日、何人`, () => {
      const kept = keptOf(medical, before(fraud, 'end'))
      const { lanes } = timelineOf(kept, undefined, { ...medical, zhOf }, '2026-03-27T01:00:00.000Z')
      const marks = lanes.flatMap(({ days }) => days.flatMap(({ on, marks }) => marks.map((mark) => ({ on, ...mark }))))
      for (const act of acts) {
        assert.ok(
          kept.steps.some((step) => step.act === act && step.event.kind !== 'act.unchanged'),
          act,
        )
        const mark = marks.find(({ zh }) => zh === zhOf(act))
        assert.ok(mark?.on && mark.by, act)
      }
    })
})
