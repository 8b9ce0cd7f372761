import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Kreis",
            fields=[
                ("ags", models.CharField(max_length=5, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[("Stadtkreis", "Stadtkreis"), ("Landkreis", "Landkreis")],
                        max_length=10,
                    ),
                ),
                ("regierungsbezirk", models.CharField(max_length=40)),
                ("region", models.CharField(max_length=60)),
                ("nuts3", models.CharField(max_length=5, unique=True)),
                ("area_hectares", models.PositiveIntegerField()),
                ("search_name", models.CharField(max_length=90)),
                ("search_name_spelt_out", models.CharField(max_length=90)),
            ],
            options={
                "indexes": [models.Index(fields=["search_name", "ags"], name="kreise_by_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ags__regex", "^08[0-9]{3}$")),
                        name="ags_of_a_kreis_has_five_digits_and_begins_with_08",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("Stadtkreis", "Landkreis"))),
                        name="a_kreis_is_a_stadtkreis_or_a_landkreis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Association",
            fields=[
                ("ars", models.CharField(max_length=9, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("50", "keinem Verband angehörig"),
                            ("54", "vereinbarte Verwaltungsgemeinschaft"),
                            ("56", "Gemeindeverwaltungsverband"),
                        ],
                        max_length=2,
                    ),
                ),
                (
                    "kreis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="associations",
                        to="places.kreis",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ars__regex", "^[0-9]{9}$")),
                        name="ars_of_an_association_has_nine_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("50", "54", "56"))),
                        name="an_association_is_of_kind_50_54_or_56",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("ags", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("ars", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("name_official", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("Stadtkreis", "Stadtkreis"),
                            ("Große Kreisstadt", "Große Kreisstadt"),
                            ("Stadt", "Stadt"),
                            ("Gemeinde", "Gemeinde"),
                        ],
                        max_length=20,
                    ),
                ),
                ("area_hectares", models.PositiveIntegerField()),
                ("postcode_seat", models.CharField(max_length=5)),
                ("lon", models.FloatField()),
                ("lat", models.FloatField()),
                (
                    "urbanisation",
                    models.CharField(
                        choices=[
                            ("01", "dicht besiedelt"),
                            ("02", "mittlere Besiedlungsdichte"),
                            ("03", "gering besiedelt"),
                        ],
                        max_length=2,
                    ),
                ),
                ("search_name", models.CharField(max_length=90)),
                ("search_name_spelt_out", models.CharField(max_length=90)),
                (
                    "association",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="municipalities",
                        to="places.association",
                    ),
                ),
                (
                    "kreis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="municipalities",
                        to="places.kreis",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["search_name", "ags"], name="municipalities_by_name"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ags__regex", "^08[0-9]{6}$")),
                        name="ags_of_a_municipality_has_eight_digits_and_begins_with_08",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kreis", django.db.models.functions.text.Substr("ags", 1, 5))
                        ),
                        name="ags_of_a_municipality_begins_with_that_of_its_kreis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("postcode_seat__regex", "^[0-9]{5}$")),
                        name="postcode_of_the_seat_has_five_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("urbanisation__in", ("01", "02", "03"))),
                        name="urbanisation_is_01_02_or_03",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PopulationFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("persons", models.PositiveIntegerField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="population_figures",
                        to="places.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "year"),
                        name="one_population_figure_per_municipality_and_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1990), ("year__lte", 2100)),
                        name="year_of_a_population_figure_lies_between_1990_and_2100",
                    ),
                ],
            },
        ),
    ]
