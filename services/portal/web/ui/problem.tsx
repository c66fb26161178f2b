import type { ProblemError } from '@amparo/client'
import type { ComponentChildren } from 'preact'
import { useWords } from '../app/context.ts'

/** A refusal: what happened, and what to do next. Told by screen readers at once. */
export function Problem({ problem, children }: { problem: ProblemError | undefined; children?: ComponentChildren }) {
  const words = useWords()
  if (problem === undefined) return <div role="alert" />
  const { title, next } = words.problem(problem)
  return (
    <div role="alert">
      <div class="problem">
        <h2>{title}</h2>
        <p>{next}</p>
        {children}
      </div>
    </div>
  )
}
