import type { ProblemError } from '@amparo/client'
import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { SignedInContext, useWords } from '../app/context.ts'
import { Why } from './why.tsx'

/** A refusal: what happened, and what to do next. Told by screen readers at once. */
export function Problem({ problem, children }: { problem: ProblemError | undefined; children?: ComponentChildren }) {
  const words = useWords()
  const app = useContext(SignedInContext)
  if (problem === undefined) return <div role="alert" />
  const { title, next } = words.problem(problem)
  const { decisionId } = problem.refs
  return (
    <div role="alert">
      <div class="problem">
        <h2>{title}</h2>
        <p>{next}</p>
        {decisionId !== undefined && app?.may('directory:read') && <Why key={decisionId} decisionId={decisionId} />}
        {children}
      </div>
    </div>
  )
}
