import { Screen } from '../screen.tsx'

export const Today = () => <Screen title="今日やること">{null}</Screen>
