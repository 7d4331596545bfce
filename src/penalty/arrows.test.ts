import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { arrowsOf, stages } from '#penalty/arrows'
import { chartOf } from '#penalty/chart'

const { moves } = chartOf()
const arrows = arrowsOf({ moves })
const statesOf = (place: string): readonly string[] => stages.find(({ id }) => id === place)?.of ?? [place]

describe('流程图的箭头', () => {
  test('箭头拆开，正是程序的每一次推进，不多不少', () => {
    const drawn = arrows.flatMap(({ from, to, acts }) =>
      statesOf(from).flatMap((one) => statesOf(to).flatMap((other) => acts.map(({ act }) => `${one} ${act} ${other}`))),
    )
    assert.deepEqual(drawn.toSorted(), moves.map(({ from, act, to }) => `${from} ${act} ${to}`).toSorted())
  })

  test('各环节都有的出口，只画一条', () => {
    const from = (to: string) => arrows.filter((arrow) => arrow.to === to).map((arrow) => arrow.from)
    assert.deepEqual(from('suspended'), ['inquiry'])
    assert.deepEqual(from('unpunished'), ['concluding'])
    assert.deepEqual(from('annulled').toSorted(), ['closed', 'standing'])
    assert.ok(arrows.length < moves.length / 2, `${arrows.length} of ${moves.length}`)
  })

  test('内框在外框之中', () => {
    for (const stage of stages)
      if ('within' in stage) {
        const outer = statesOf(stage.within)
        assert.ok(
          stage.of.every((state) => outer.includes(state)),
          stage.id,
        )
      }
  })
})
