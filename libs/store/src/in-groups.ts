interface Waiting<In, Out> {
  readonly one: In
  resolve(out: Out): void
  reject(error: unknown): void
}

/**
 * What is given while a group is under way goes together in the next: when much comes, much is done at the price of one, and what comes
 * alone waits for nothing. `together` answers in the order of its group; it does all of it or nothing. When it throws, each of the
 * group is tried by itself, so that one that cannot be done keeps no other from it, and throws for itself alone.
 */
export function inGroups<In, Out>(
  together: (group: readonly In[]) => Promise<readonly Out[]>,
  most: number,
): (one: In) => Promise<Out> {
  let waiting: Waiting<In, Out>[] = []
  let underWay = false

  async function settle(group: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const outs = await together(group.map(({ one }) => one))
      if (outs.length !== group.length) throw new TypeError('a group is answered in whole')
      for (const [n, out] of outs.entries()) group[n]?.resolve(out)
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error)
      // Nobody who comes later waits for them: one of them may be slow by itself.
      else for (const each of group) void settle([each])
    }
  }

  async function settleAll(): Promise<void> {
    underWay = true
    while (waiting.length > 0) {
      const group = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await settle(group)
    }
    underWay = false
  }

  return one =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject })
      if (!underWay) void settleAll()
    })
}
