import { execFileSync } from 'node:child_process'

/**
 * For `{ skip: withoutFfmpeg }`: why a test that needs FFmpeg does not run, or false. Where CI is set
 * nothing is skipped: there a missing FFmpeg is a failure.
 */
export const withoutFfmpeg: string | false = process.env.CI ? false : missing()

function missing(): string | false {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' })
    return false
  } catch {
    return 'ffmpeg is not installed (Debian: ffmpeg)'
  }
}
