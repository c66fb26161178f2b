import type { Scene } from '../scene.ts'
import { cues } from './cues.ts'
import { type Evidence, gather } from './evidence.ts'
import { joints } from './joints.ts'

/** Fills all columns of the evidence. */
export function observe(scene: Scene, e: Evidence): void {
  gather(scene, e)
  cues(e)
  joints(scene, e)
}
