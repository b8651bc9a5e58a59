import './fonts.css'
import './style.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Refused } from './client.ts'
import { queries } from './queries.ts'
import { router } from './router.tsx'
import { watchTouch } from './touch.ts'

/** A refusal is an answer, and stands on the screen; only what broke is for whoever looks into the browser. */
const onCaughtError = (error: unknown) => {
  if (!(error instanceof Refused)) console.error(error)
}
const place = document.getElementById('app')!
if ('Temporal' in globalThis) {
  watchTouch()
  createRoot(place, { onCaughtError }).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
} else {
  place.textContent =
    'このブラウザーは古いため、日付を正しく扱えません。設置者に、新しい Chrome・Edge・Firefox を入れるよう求めてください。'
}
