import './fonts.css'
import './style.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './queries.ts'
import { router } from './router.tsx'

const place = document.getElementById('app')!
if ('Temporal' in globalThis) {
  createRoot(place).render(
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
