/** Numbers that a seed tells, below `n`: the same for the same seed. */
export const chance =
  (state: number) =>
  (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
