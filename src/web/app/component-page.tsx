import { Screen } from './screen.tsx'

export const ComponentPage = () => <Screen title="部品">{null}</Screen>
