/**
 * A name for a statement that is prepared by it, another each time as much again was written by it. PostgreSQL keeps the plan that it made
 * for a name: one of a table with a few rows reads all of it, and goes on so when there are thousands.
 */
export function planName(of: string): (writes: number) => string {
  let written = 0
  return writes => {
    written += writes
    return `${of}-${Math.floor(Math.log2(Math.max(written, 1)))}`
  }
}
