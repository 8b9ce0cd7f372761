"""How forms are drawn: the project's own templates for fields, found like every other template."""

from django.forms.renderers import TemplatesSetting


class KernFormRenderer(TemplatesSetting):
    """Draws labels, hints and errors with the components of the design system."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
