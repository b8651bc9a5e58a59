import { text } from '#commands/command.ts'
import type { Figure } from './figures.ts'
import type { Line } from './line.ts'
import type { Plan } from './plan.ts'
import type { Progress } from './progress.ts'

export type Broken = { readonly figure: string; readonly error: Error }

/**
 * One figure after the other; a smoke run shows that each can be made, not what it is: all at once.
 * A figure that breaks costs only itself.
 */
export async function measureAll(
  figures: readonly Figure[],
  plan: Plan,
  progress: Progress,
): Promise<{ readonly lines: readonly Line[]; readonly broken: readonly Broken[] }> {
  const broken: Broken[] = []
  const linesOf = async (figure: Figure): Promise<readonly Line[]> => {
    const number = figure.numbers.join(' ')
    progress.at(number, figure.name)
    try {
      const { ja, en } = figure.name
      return await figure.lines(plan, step =>
        progress.at(number, text(`${ja}: ${step.ja}`, `${en}: ${step.en}`)),
      )
    } catch (error) {
      broken.push({ figure: number, error: error as Error })
      return []
    }
  }
  if (plan.size === 'smoke') {
    return { lines: (await Promise.all(figures.map(linesOf))).flat(), broken }
  }
  const lines: Line[] = []
  for (const figure of figures) lines.push(...(await linesOf(figure)))
  return { lines, broken }
}
