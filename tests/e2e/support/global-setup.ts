import { sweepTempDirs } from '@amparo/testing/platform'

/** Before and after all: what a run that was killed has left, or a worker of this one (Ctrl-C), is stopped and removed. */
export default async function setup(): Promise<() => Promise<void>> {
  await sweepTempDirs()
  return sweepTempDirs
}
