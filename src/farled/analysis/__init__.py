"""From contact facts to measures, goals, journeys, replay and forecasts."""
