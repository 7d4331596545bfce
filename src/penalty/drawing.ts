type Point = Readonly<{ x: number; y: number }>
export type Box = Point & Readonly<{ id: string; zh: string; width: number; height: number }>

/** The chart with a place for everything 已排版的流程图: states, the boxes around them, arrows as lines with their words. */
export type DrawnChart = Readonly<{
  width: number
  height: number
  states: readonly Box[]
  stages: readonly Box[]
  arrows: readonly Readonly<{
    from: string
    to: string
    points: readonly Point[]
    label: (Point & Readonly<{ lines: readonly string[] }>) | null
  }>[]
}>
